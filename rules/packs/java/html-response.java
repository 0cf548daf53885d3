class HtmlResponse {
    void found(HttpServletResponse response, String name) throws Exception {
        // ruleid: java.html-response
        response.getWriter().println("<h1>" + name + "</h1>");
        PrintWriter out = response.getWriter();
        // ruleid: java.html-response
        out.write("<p>" + name);
    }

    void nearMisses(HttpServletResponse response, String name) throws Exception {
        // ok: java.html-response
        response.getWriter().println("<h1>" + Encode.forHtml(name) + "</h1>");
        PrintWriter out = response.getWriter();
        // ok: java.html-response
        out.write("<p>Hello</p>");
        // ok: java.html-response
        out.write("Hello " + name);
    }
}
