"""Research results: PubMed, its papers, and what can be read from title and abstract."""
