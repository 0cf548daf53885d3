import java.sql.Connection;
import java.sql.Statement;

class SqlBuiltString {
    static final String TABLE = "users";

    void found(Connection connection, Statement statement, EntityManager manager, String id, String order) throws Exception {
        // ruleid: java.sql-built-string
        statement.executeQuery("SELECT name FROM users WHERE id = " + id);
        // ruleid: java.sql-built-string
        statement.executeUpdate(String.format("DELETE FROM users WHERE id = '%s'", id));
        // ruleid: java.sql-built-string
        connection.prepareStatement("SELECT name FROM users WHERE id = '" + id + "'");
        // ruleid: java.sql-built-string
        manager.createNativeQuery("SELECT * FROM users ORDER BY " + order);
        String sql = "UPDATE users SET name = '" + id + "'";
        // ruleid: java.sql-built-string
        statement.execute(sql);
    }

    void nearMisses(Connection connection, Statement statement, EntityManager manager, Pool pool, String id, int limit) throws Exception {
        // ok: java.sql-built-string
        connection.prepareStatement("SELECT name FROM users WHERE id = ?");
        // ok: java.sql-built-string
        statement.executeQuery("SELECT name " + "FROM users");
        // ok: java.sql-built-string
        statement.executeQuery("SELECT name FROM " + TABLE);
        // ok: java.sql-built-string
        statement.executeQuery(String.format("SELECT name FROM users LIMIT %d", limit));
        // ok: java.sql-built-string
        manager.createQuery("SELECT u FROM User u WHERE u.id = :id").setParameter("id", id);
        // ok: java.sql-built-string
        pool.execute("job " + id);
    }
}
