class XpathBuiltString {
    void found(XPath xpath, Document document, String name) throws Exception {
        // ruleid: java.xpath-built-string
        xpath.evaluate("//user[@name='" + name + "']", document);
        // ruleid: java.xpath-built-string
        xpath.compile(String.format("//user[@name='%s']", name));
    }

    void nearMisses(XPath xpath, Document document, String name) throws Exception {
        // ok: java.xpath-built-string
        xpath.evaluate("//user[@name=$name]", document);
        // ok: java.xpath-built-string
        xpath.compile("//user/name");
        // ok: java.xpath-built-string
        patterns.compile("^" + name);
    }
}
