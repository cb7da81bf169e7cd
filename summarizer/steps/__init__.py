"""The five steps of the pipeline; sorted by name they are its order. No step knows another."""
