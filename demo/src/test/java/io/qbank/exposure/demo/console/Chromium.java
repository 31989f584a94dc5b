package io.qbank.exposure.demo.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Map;

/**
 * A headless Chromium, steered by Playwright. Playwright's Java driver brings its program but not the node to run it, nor a
 * browser: see {@link Programs}.
 */
final class Chromium implements AutoCloseable {
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
        Programs programs = Programs.find();
        Playwright playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of(
                        "PLAYWRIGHT_NODEJS_PATH",
                        programs.node().toString(),
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                        "1")));
        try {
            return new Chromium(
                    playwright,
                    playwright
                            .chromium()
                            .launch(new BrowserType.LaunchOptions()
                                    .setExecutablePath(programs.chromium())
                                    .setEnv(programs.environment())
                                    .setArgs(ARGUMENTS)
                                    .setTimeout(120_000)));
        } catch (RuntimeException broken) {
            playwright.close();
            throw new IllegalStateException(programs.chromium() + " is there but does not start", broken);
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
}
