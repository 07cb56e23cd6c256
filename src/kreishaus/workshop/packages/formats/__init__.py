"""The package folder and its service.yaml, read strictly and written back as they were."""
