import javax.servlet.http.HttpServletRequest;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathFactory;

class XpathInjection {
    void found(HttpServletRequest request, Document document) throws Exception {
        XPath xpath = XPathFactory.newInstance().newXPath();
        String path = "//user[@name='" + request.getParameter("name") + "']";
        // ruleid: java.xpath-injection
        xpath.evaluate(path, document);
    }

    public Object find(XPath xpath, String name) throws Exception {
        // ruleid: java.xpath-injection
        return xpath.compile("//user[@name='" + name + "']");
    }

    void nearMiss(HttpServletRequest request, XPath xpath, Document document) throws Exception {
        String name = request.getParameter("name");
        // ok: java.xpath-injection
        xpath.evaluate("//user[@name=$name]", document);
    }

    public Object nearMissNumber(XPath xpath, String number) throws Exception {
        // ok: java.xpath-injection
        return xpath.compile("//user[" + Integer.parseInt(number) + "]");
    }
}
