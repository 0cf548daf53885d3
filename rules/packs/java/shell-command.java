class ShellCommand {
    void found(String folder, String command) throws Exception {
        // ruleid: java.shell-command
        Runtime.getRuntime().exec("ls " + folder);
        // ruleid: java.shell-command
        Runtime.getRuntime().exec(String.format("ls %s", folder));
        // ruleid: java.shell-command
        new ProcessBuilder("sh", "-c", command).start();
        // ruleid: java.shell-command
        Runtime.getRuntime().exec(new String[]{"/bin/sh", "-c", command});
    }

    void nearMisses(String folder) throws Exception {
        // ok: java.shell-command
        Runtime.getRuntime().exec("ls -l");
        // ok: java.shell-command
        new ProcessBuilder("ls", "-l", folder).start();
        // ok: java.shell-command
        new ProcessBuilder("sh", "-c", "ls | wc -l").start();
        // ok: java.shell-command
        Runtime.getRuntime().exec(new String[]{"ls", "-l", folder});
    }

    void foundList(String folder, ProcessBuilder builder) throws Exception {
        // ruleid: java.shell-command
        new ProcessBuilder(List.of("sh", "-c", "ls " + folder)).start();
        // ruleid: java.shell-command
        builder.command("bash", "-c", folder);
    }

    void nearMissList(String folder, ProcessBuilder builder) throws Exception {
        // ok: java.shell-command
        new ProcessBuilder(List.of("ls", "-c", folder)).start();
        // ok: java.shell-command
        builder.command("sh", "-c", "ls /srv");
    }
}
