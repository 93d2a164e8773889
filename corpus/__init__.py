"""What is known: lexicons, gazetteer, indicator catalogue, annotated reports, samples. Knows no other package."""
