"""Errors of reading, named by who can act.

Problem
|- FileProblem    the sender: recorded with its status, the batch goes on
|- SetupProblem   the operator: stop before anything is written
"""

from __future__ import annotations


class Problem(Exception):
    """`code`: stable English name. `message`: one Vietnamese sentence that says what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message

    def __reduce__(self) -> tuple[type[Problem], tuple[str, ...]]:
        """Workers hand errors to their parent by pickle."""
        return type(self), (self.code, self.message)


class FileProblem(Problem):
    """This file cannot be read; `status` is one of the contract's statuses."""

    def __init__(self, status: str, code: str, message: str) -> None:
        super().__init__(code, message)
        self.status = status

    def __reduce__(self) -> tuple[type[Problem], tuple[str, ...]]:
        return type(self), (self.status, self.code, self.message)


class SetupProblem(Problem):
    """Something on this machine or in the catalogue is missing or wrong."""
