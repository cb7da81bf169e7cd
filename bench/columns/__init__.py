"""The contestants: each reads the articles of a job through the model at a URL, in its own process.

`python -m bench.columns NAME JOB` runs one and prints what it measured about itself as one line of JSON.
"""
