from flask import request
from lxml import etree

tree = etree.parse("users.xml")


def find(name):
    path = "//user[@name='" + name + "']"
    # ruleid: python.xpath-injection
    return tree.xpath(path)


def find_asked():
    path = f"//user[@name='{request.args['name']}']"
    # ruleid: python.xpath-injection
    return tree.xpath(path)


def near_miss(name):
    # ok: python.xpath-injection
    return tree.xpath("//user[@name = $name]", name=name)


def near_miss_number(number):
    path = "//user[%d]" % int(number)
    # ok: python.xpath-injection
    return tree.xpath(path)
