class XmlEntitiesChained {
    void found(InputStream in) throws Exception {
        // ruleid: java.xml-entities-chained
        XMLReaderFactory.createXMLReader().parse(in);
        // ruleid: java.xml-entities-chained
        XMLReader reader = XMLReaderFactory.createXMLReader();
    }

    void nearMisses(InputStream in) throws Exception {
        // ok: java.xml-entities-chained
        Readers.createXMLReader().parse(in);
        // ok: java.xml-entities-chained
        XMLReader reader = XMLReaderFactory.newReader();
    }
}
