# ruleid: python.private-key
KEY = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ0n3Zr9vX5yLq7wKcTtHs2FbGdVjRmPxQaYeUoWk8zN\n-----END PRIVATE KEY-----"

# ruleid: python.private-key
OTHER = """-----BEGIN RSA PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIJ0n3Zr9vX5yLq7wKcTtHs2FbGdVjRmPxQaYeUoWk8zN
-----END RSA PRIVATE KEY-----"""

# ok: python.private-key
MARK = "-----BEGIN PRIVATE KEY-----"
# ok: python.private-key
PUBLIC = "-----BEGIN PUBLIC KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ0n3Zr9vX5yLq7wKcTtHs2FbGdVjRmPxQaYeUoWk8zN\n-----END PUBLIC KEY-----"
