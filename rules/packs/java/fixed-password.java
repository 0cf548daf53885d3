import java.sql.DriverManager;

class FixedPassword {
    void found(String url) throws Exception {
        // ruleid: java.fixed-password
        DriverManager.getConnection(url, "app", "Tr0ub4dor&3");
        // ruleid: java.fixed-password
        java.sql.DriverManager.getConnection(url, "sa", "kJ8-w2Lq");
    }

    void nearMisses(String url, String password) throws Exception {
        // ok: java.fixed-password
        DriverManager.getConnection(url, "app", System.getenv("DB_PASSWORD"));
        // ok: java.fixed-password
        DriverManager.getConnection(url, "app", password);
        // ok: java.fixed-password
        DriverManager.getConnection(url, "app", "");
    }
}
