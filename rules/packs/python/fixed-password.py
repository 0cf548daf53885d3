import os
import psycopg2
import redis


def found():
    # ruleid: python.fixed-password
    psycopg2.connect(host="db", user="app", password="Tr0ub4dor&3")
    # ruleid: python.fixed-password
    redis.Redis(host="cache", password="kJ8-w2Lq")


def near_misses(password):
    # ok: python.fixed-password
    psycopg2.connect(host="db", user="app", password=os.environ["DB_PASSWORD"])
    # ok: python.fixed-password
    redis.Redis(host="cache", password=password)
    # ok: python.fixed-password
    psycopg2.connect(host="db", user="app", password="")
