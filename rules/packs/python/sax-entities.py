import xml.sax
from xml.sax.handler import feature_external_ges, feature_namespaces


def found(parser):
    # ruleid: python.sax-entities
    parser.setFeature(feature_external_ges, True)
    # ruleid: python.sax-entities
    parser.setFeature(xml.sax.handler.feature_external_ges, 1)


def near_misses(parser):
    # ok: python.sax-entities
    parser.setFeature(feature_external_ges, False)
    # ok: python.sax-entities
    parser.setFeature(feature_namespaces, True)
