import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import javax.servlet.http.HttpServletRequest;

class SqlInjection {
    void found(HttpServletRequest request, Connection connection) throws Exception {
        String id = request.getParameter("id");
        String sql = "SELECT name FROM users WHERE id = '" + id + "'";
        Statement statement = connection.createStatement();
        // ruleid: java.sql-injection
        statement.executeQuery(sql);
    }

    public ResultSet find(Connection connection, String order) throws Exception {
        StringBuilder sql = new StringBuilder("SELECT name FROM users ORDER BY ");
        sql.append(order);
        // ruleid: java.sql-injection
        return connection.createStatement().executeQuery(sql.toString());
    }

    void nearMiss(HttpServletRequest request, Connection connection) throws Exception {
        String id = request.getParameter("id");
        // ok: java.sql-injection
        PreparedStatement statement = connection.prepareStatement("SELECT name FROM users WHERE id = ?");
        statement.setString(1, id);
    }

    void nearMissNumber(HttpServletRequest request, Connection connection) throws Exception {
        int id = Integer.parseInt(request.getParameter("id"));
        Statement statement = connection.createStatement();
        // ok: java.sql-injection
        statement.executeQuery("SELECT name FROM users WHERE id = " + id);
    }
}
