import javax.servlet.http.HttpServletRequest;

class CommandInjection {
    void found(HttpServletRequest request) throws Exception {
        String host = request.getParameter("host");
        String command = "ping -c 1 " + host;
        // ruleid: java.command-injection
        Runtime.getRuntime().exec(command);
    }

    public void archive(String folder) throws Exception {
        String[] command = {"sh", "-c", "tar cf out.tar " + folder};
        // ruleid: java.command-injection
        Runtime.getRuntime().exec(command);
    }

    void nearMiss(HttpServletRequest request) throws Exception {
        int port = Integer.parseInt(request.getParameter("port"));
        // ok: java.command-injection
        new ProcessBuilder("serve", "-p", String.valueOf(port)).start();
        // ok: java.command-injection
        Runtime.getRuntime().exec("serve " + port);
    }

    public void nearMissFixed(String folder) throws Exception {
        String command = "tar cf out.tar .";
        // ok: java.command-injection
        Runtime.getRuntime().exec(command);
    }
}
