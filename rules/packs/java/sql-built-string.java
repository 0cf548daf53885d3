import java.sql.Connection;
import java.sql.Statement;

class SqlBuiltString {
    void found(Connection connection, Statement statement, String id) throws Exception {
        // ruleid: java.sql-built-string
        statement.executeQuery("SELECT name FROM users WHERE id = " + id);
        // ruleid: java.sql-built-string
        connection.prepareStatement("DELETE FROM users WHERE id = '" + id + "'");
        // ruleid: java.sql-built-string
        statement.executeUpdate(String.format("DELETE FROM users WHERE id = %s", id));
    }

    void nearMisses(Connection connection, Statement statement, String id) throws Exception {
        // ok: java.sql-built-string
        connection.prepareStatement("SELECT name FROM users WHERE id = ?").setString(1, id);
        // ok: java.sql-built-string
        statement.executeQuery("SELECT name " + "FROM users");
        // ok: java.sql-built-string
        System.out.println("SELECT " + id);
    }
}
