import lxml.etree
from lxml import etree


def parser():
    # ruleid: python.xml-entities
    a = etree.XMLParser(resolve_entities=True)
    # ruleid: python.xml-entities
    b = lxml.etree.XMLParser(no_network=False, huge_tree=True)
    return a, b


def near_misses(xml):
    # ok: python.xml-entities
    a = etree.XMLParser(resolve_entities=False)
    # ok: python.xml-entities
    b = etree.XMLParser()
    # ok: python.xml-entities
    c = xml.XMLParser(resolve_entities=True)
    return a, b, c
