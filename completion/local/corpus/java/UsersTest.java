package corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsersTest {
    @TempDir
    Path folder;

    private List<Integer> values;

    @BeforeEach
    void setUp() {
        values = List.of(1, 2, 3);
    }

    @Test
    void sums() {
        assertEquals(6, Users.sum(values));
        assertEquals(0, Users.sum(List.of()));
    }

    @Test
    void comparesDigests() {
        assertTrue(Users.verify(new byte[] {1}, new byte[] {1}));
        assertFalse(Users.verify(new byte[] {1}, new byte[] {2}));
    }

    @Test
    void staysInside() {
        assertThrows(IOException.class, () -> Users.inside(folder, "../a"));
    }

    @Test
    void writesAndReads() throws IOException {
        Path path = folder.resolve("a.txt");
        Users.write(path, "a");
        assertEquals("a", Users.read(path));
    }
}
