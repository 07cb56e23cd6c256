"""Background jobs: enqueued in the caller's transaction, run at least once, retried, never forgotten.

A job is an ordinary function under `django_tasks.task`. Because a job may run twice (a worker can die after the
work and before its note of it), every job checks first whether its work is done.
"""
