"""What is known: lexicons, gazetteer, catalogue, annotated reports, samples. Knows no other package."""
