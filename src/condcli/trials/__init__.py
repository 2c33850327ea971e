"""Clinical trials: the registry, its studies, whether they are on topic, filters and places."""
