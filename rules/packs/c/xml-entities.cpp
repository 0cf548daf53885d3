#include <libxml/parser.h>

void found(const char *path, const char *text, int size) {
    // ruleid: c.xml-entities
    xmlDocPtr a = xmlReadFile(path, NULL, XML_PARSE_NOENT | XML_PARSE_NONET);
    // ruleid: c.xml-entities
    xmlDocPtr b = xmlReadMemory(text, size, "x.xml", NULL, XML_PARSE_DTDLOAD);
    // ruleid: c.xml-entities
    xmlSubstituteEntitiesDefault(1);
}

void near_misses(const char *path, const char *text, int size) {
    // ok: c.xml-entities
    xmlDocPtr a = xmlReadFile(path, NULL, XML_PARSE_NONET);
    // ok: c.xml-entities
    xmlDocPtr b = xmlReadMemory(text, size, "x.xml", NULL, 0);
    // ok: c.xml-entities
    xmlSubstituteEntitiesDefault(0);
}
