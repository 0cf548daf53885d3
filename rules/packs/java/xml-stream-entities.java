import javax.xml.stream.XMLInputFactory;

class XmlStreamEntities {
    void found(InputStream in) throws Exception {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        // ruleid: java.xml-stream-entities
        factory.createXMLStreamReader(in);
        // ruleid: java.xml-stream-entities
        factory.createXMLEventReader(in);
    }

    void nearMisses(InputStream in) throws Exception {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        // ok: java.xml-stream-entities
        factory.createXMLStreamReader(in);
        // ok: java.xml-stream-entities
        factory.createXMLEventReader(in);
    }
}
