def found(users, name):
    # ruleid: python.nosql-where
    users.find({"$where": "this.name == '" + name + "'"})
    # ruleid: python.nosql-where
    users.find_one({"active": True, "$where": f"this.age > {name}"})


def near_misses(users, name):
    # ok: python.nosql-where
    users.find({"$where": "this.a == this.b"})
    # ok: python.nosql-where
    users.find({"name": {"$eq": name}})
