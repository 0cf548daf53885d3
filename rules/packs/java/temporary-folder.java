import com.google.common.io.Files;

class TemporaryFolder {
    void found() {
        // ruleid: java.temporary-folder
        File a = Files.createTempDir();
        // ruleid: java.temporary-folder
        File b = com.google.common.io.Files.createTempDir();
    }

    void nearMisses() throws Exception {
        // ok: java.temporary-folder
        Path a = java.nio.file.Files.createTempDirectory("work");
        // ok: java.temporary-folder
        File b = Folders.createTempDir();
    }
}
