import javax.servlet.http.HttpServletRequest;

class UncheckedNull {
    boolean found(HttpServletRequest request) {
        // ruleid: java.unchecked-null
        boolean debug = System.getProperty("debug").equals("true");
        // ruleid: java.unchecked-null
        String name = request.getParameter("name").trim();
        return debug && name.isEmpty();
    }

    boolean nearMiss(HttpServletRequest request) {
        // ok: java.unchecked-null
        boolean debug = "true".equals(System.getProperty("debug"));
        // ok: java.unchecked-null
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        return debug && windows;
    }
}
