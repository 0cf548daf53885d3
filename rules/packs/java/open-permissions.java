class OpenPermissions {
    void found(File file) {
        // ruleid: java.open-permissions
        file.setWritable(true, false);
        // ruleid: java.open-permissions
        PosixFilePermissions.fromString("rwxrwxrwx");
    }

    void nearMisses(File file) {
        // ok: java.open-permissions
        file.setWritable(true, true);
        // ok: java.open-permissions
        PosixFilePermissions.fromString("rwx------");
        // ok: java.open-permissions
        file.setReadable(true);
    }
}
