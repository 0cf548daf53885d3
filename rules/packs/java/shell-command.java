class ShellCommand {
    void found(String host) throws Exception {
        // ruleid: java.shell-command
        Runtime.getRuntime().exec("ping -c 1 " + host);
        // ruleid: java.shell-command
        Runtime.getRuntime().exec(String.format("ping %s", host));
        // ruleid: java.shell-command
        new ProcessBuilder("sh", "-c", host).start();
    }

    void nearMisses(String host) throws Exception {
        // ok: java.shell-command
        new ProcessBuilder("ping", "-c", "1", host).start();
        // ok: java.shell-command
        Runtime.getRuntime().exec("df -h");
        // ok: java.shell-command
        new ProcessBuilder("sh", "-c", "df -h | sort").start();
    }
}
