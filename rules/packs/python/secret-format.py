import os

# ruleid: python.secret-format
AWS = "AKIAQ3EGRZTVPYKXWB2M"
# ruleid: python.secret-format
GITHUB = "ghp_Zt7qLmN4vXcR8sWkYb3hJfD6gAeP1uQo9iTz"
# ruleid: python.secret-format
SLACK = "xoxb-8391047265-q8Fz2LmTnV7cRkYw"

# ok: python.secret-format
A = "AKIAIOSFODNN7EXAMPLE"
# ok: python.secret-format
B = "AKIA"
# ok: python.secret-format
C = os.environ["GITHUB_TOKEN"]
