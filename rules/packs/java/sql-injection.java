import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.List;
import javax.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.RequestParam;

class Users {
  private static final List<String> COLUMNS = List.of("name", "age");

  void show(Connection c, HttpServletRequest request) throws Exception {
    String id = request.getParameter("id");
    Statement s = c.createStatement();
    // ruleid: java.sql-injection
    s.executeQuery("SELECT name FROM users WHERE id = '" + id + "'");
    // ok: java.sql-injection
    PreparedStatement p = c.prepareStatement("SELECT name FROM users WHERE id = ?");
    p.setString(1, id);
    // ok: java.sql-injection
    s.executeQuery("SELECT name FROM users LIMIT " + Integer.parseInt(id));
  }

  void find(Connection c, @RequestParam String name) throws Exception {
    StringBuilder b = new StringBuilder("SELECT id FROM users WHERE name = '");
    b.append(name).append("'");
    // ruleid: java.sql-injection
    c.createStatement().executeQuery(b.toString());
    b = new StringBuilder("SELECT 1");
    // ok: java.sql-injection
    c.createStatement().executeQuery(b.toString());
  }

  void ordered(Connection c, @RequestParam String column) throws Exception {
    if (!COLUMNS.contains(column)) {
      throw new IllegalArgumentException(column);
    }
    // ok: java.sql-injection
    c.createStatement().executeQuery("SELECT name FROM users ORDER BY " + column);
  }

  private void run(Connection c, String text) throws Exception {
    // ruleid: java.sql-injection
    c.createStatement().execute(text);
  }

  void helped(Connection c, HttpServletRequest request) throws Exception {
    run(c, "DELETE FROM users WHERE id = " + request.getHeader("id"));
  }
}
