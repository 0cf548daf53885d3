import javax.servlet.http.HttpServletRequest;

class Shell {
  void list(HttpServletRequest request) throws Exception {
    String name = request.getParameter("name");
    // ruleid: java.shell-injection
    Runtime.getRuntime().exec("ls " + name);
    // ok: java.shell-injection
    new ProcessBuilder("ls", "--", name).start();
    // ok: java.shell-injection
    Runtime.getRuntime().exec("ls -l");
  }

  public static void main(String[] args) throws Exception {
    Runtime r = Runtime.getRuntime();
    // ruleid: java.shell-injection
    r.exec(String.format("cat %s", args[0]));
  }
}
