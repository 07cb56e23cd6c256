"""What every room stands on: authorities, audit, storage, search, jobs, typesetting, notices."""
