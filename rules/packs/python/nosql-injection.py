from flask import request


def login(users):
    data = request.get_json()
    # ruleid: python.nosql-injection
    return users.find_one({"name": data["name"], "password": data["password"]})


def search(users):
    # ruleid: python.nosql-injection
    return users.count_documents(request.json)


def near_misses(users):
    data = request.get_json()
    # ok: python.nosql-injection
    found = users.find_one({"name": str(data["name"])})
    # ok: python.nosql-injection
    return found or users.find_one({"name": "admin"})
