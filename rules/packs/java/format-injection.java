import javax.servlet.http.HttpServletRequest;

class FormatInjection {
    String found(HttpServletRequest request, String user) {
        String format = request.getParameter("format");
        // ruleid: java.format-injection
        return String.format(format, user);
    }

    void foundPrint(HttpServletRequest request, String user) {
        String greeting = "Hello " + request.getParameter("greeting");
        // ruleid: java.format-injection
        System.out.printf(greeting, user);
    }

    String nearMiss(HttpServletRequest request) {
        String name = request.getParameter("name");
        // ok: java.format-injection
        return String.format("Hello %s", name);
    }

    void nearMissPrint(HttpServletRequest request) {
        String name = request.getParameter("name");
        // ok: java.format-injection
        System.out.printf("Hello %s", name);
    }
}
