package corpus;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

public class Users {
    private static final Logger logger = Logger.getLogger(Users.class.getName());
    private static final SecureRandom random = new SecureRandom();

    private final Connection connection;
    private final Map<Long, User> cache = new HashMap<>();

    public Users(Connection connection) {
        this.connection = Objects.requireNonNull(connection);
    }

    public record User(long id, String name) {
    }

    public Optional<User> find(long id) throws SQLException {
        if (cache.containsKey(id)) {
            return Optional.of(cache.get(id));
        }
        String sql = "SELECT id, name FROM users WHERE id = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                User user = new User(rows.getLong("id"), rows.getString("name"));
                cache.put(id, user);
                return Optional.of(user);
            }
        }
    }

    public List<User> findByName(String name) throws SQLException {
        List<User> users = new ArrayList<>();
        String sql = "SELECT id, name FROM users WHERE name = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    users.add(new User(rows.getLong("id"), rows.getString("name")));
                }
            }
        }
        return users;
    }

    public void add(String name) throws SQLException {
        String sql = "INSERT INTO users (name) VALUES (?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            statement.executeUpdate();
        }
    }

    public static String digest(byte[] data) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(data));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public static boolean verify(byte[] expected, byte[] actual) {
        return MessageDigest.isEqual(expected, actual);
    }

    public static String newToken() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    public static String read(Path path) throws IOException {
        return Files.readString(path, StandardCharsets.UTF_8);
    }

    public static void write(Path path, String text) throws IOException {
        Files.writeString(path, text, StandardCharsets.UTF_8);
    }

    public static List<String> lines(Path path) throws IOException {
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = Files.newBufferedReader(path)) {
            String line;
            while ((line = reader.readLine()) != null) {
                lines.add(line.trim());
            }
        }
        return lines;
    }

    public static Path inside(Path root, String name) throws IOException {
        Path path = root.resolve(name).normalize();
        if (!path.startsWith(root)) {
            throw new IOException("path leaves the folder");
        }
        return path;
    }

    public static String get(String url) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(10)).GET().build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("unexpected status " + response.statusCode());
        }
        return response.body();
    }

    public static int run(Path folder) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("git", "status", "--short");
        builder.directory(folder.toFile());
        builder.redirectErrorStream(true);
        Process process = builder.start();
        return process.waitFor();
    }

    public static int sum(List<Integer> values) {
        int total = 0;
        for (int value : values) {
            total += value;
        }
        return total;
    }

    public static int max(int[] values) {
        int best = values[0];
        for (int i = 1; i < values.length; i++) {
            if (values[i] > best) {
                best = values[i];
            }
        }
        return best;
    }

    public static List<String> names(List<User> users) {
        return users.stream().map(User::name).filter(name -> !name.isEmpty()).sorted().collect(Collectors.toList());
    }

    public static Map<String, Integer> count(List<String> words) {
        Map<String, Integer> counts = new HashMap<>();
        for (String word : words) {
            counts.put(word, counts.getOrDefault(word, 0) + 1);
        }
        return Collections.unmodifiableMap(counts);
    }

    public static void main(String[] args) {
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:users.db")) {
            Users users = new Users(connection);
            for (User user : users.findByName("Ann")) {
                System.out.println(user.name());
            }
        } catch (SQLException e) {
            logger.log(Level.SEVERE, "query failed", e);
            System.exit(1);
        } finally {
            executor.shutdown();
        }
        System.out.println(Instant.now());
    }

    @Override
    public String toString() {
        return "Users(" + cache.size() + ")";
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Users)) {
            return false;
        }
        return cache.equals(((Users) other).cache);
    }

    @Override
    public int hashCode() {
        return Objects.hash(cache);
    }
}
