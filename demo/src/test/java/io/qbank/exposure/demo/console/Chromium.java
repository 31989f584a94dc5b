package io.qbank.exposure.demo.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A headless Chromium, steered by Playwright. Playwright's Java driver brings its program but not the node to run it, nor a
 * browser: both are looked for on the PATH, and where they are missing and apt-get may be used, installed.
 */
final class Chromium implements AutoCloseable {
    private static final List<String> BROWSERS =
            List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");
    private static final List<String> NODES = List.of("node", "nodejs");
    private static final long PATIENCE_MINUTES = 8;
    /** No sandbox: tests run as root in containers too. The rest keeps the browser from calling home. */
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-default-apps",
            "--disable-sync",
            "--no-first-run");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** @throws IllegalStateException saying what is missing and how to get it */
    static Chromium open() {
        if (find(BROWSERS).isEmpty() || find(NODES).isEmpty()) install();
        Path program = find(BROWSERS).orElseThrow(() -> missing("a Chromium (" + String.join(", ", BROWSERS) + ")"));
        Path node = find(NODES).orElseThrow(() -> missing("Node.js (" + String.join(", ", NODES) + ")"));
        Playwright playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_NODEJS_PATH", node.toString(), "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        try {
            return new Chromium(
                    playwright,
                    playwright
                            .chromium()
                            .launch(new BrowserType.LaunchOptions()
                                    .setExecutablePath(program)
                                    .setArgs(ARGUMENTS)
                                    .setTimeout(120_000)));
        } catch (RuntimeException broken) {
            playwright.close();
            throw new IllegalStateException(program + " is there but does not start", broken);
        }
    }

    /** A window with nothing in it, as a new visitor has it. */
    BrowserContext window(int width, int height, ColorScheme scheme) {
        return browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setAcceptDownloads(true));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static Optional<Path> find(List<String> names) {
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
        if (!root || find(List.of("apt-get")).isEmpty()) return;
        run("apt-get", "-o", "DPkg::Lock::Timeout=300", "update");
        run(
                "apt-get",
                "-o",
                "DPkg::Lock::Timeout=300",
                "install",
                "-y",
                "--no-install-recommends",
                "chromium",
                "nodejs");
    }

    private static void run(String... command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
            builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
            Process process = builder.start();
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) process.destroyForcibly();
        } catch (IOException unable) {
            throw new IllegalStateException("cannot run " + String.join(" ", command), unable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static IllegalStateException missing(String what) {
        return new IllegalStateException("the tests of the console need " + what
                + " on the PATH. As root on Debian the build installs it by itself; elsewhere install it, on Debian"
                + " with `apt-get install chromium nodejs`, on Ubuntu with `apt-get install nodejs` and a Chrome or"
                + " Chromium of your choice, or leave integration tests out with -DskipITs.");
    }
}
