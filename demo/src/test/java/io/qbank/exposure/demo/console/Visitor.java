package io.qbank.exposure.demo.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Somebody at the console, and everything the browser complained about meanwhile. */
final class Visitor implements AutoCloseable {
    private static final String AXE = resource("/axe.min.js");
    private static final double PATIENCE_MILLIS = 60_000;

    private final BrowserContext window;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    private Visitor(BrowserContext window, String address) {
        this.window = window;
        page = window.newPage();
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.setDefaultNavigationTimeout(PATIENCE_MILLIS);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning"))
                complaints.add(message.text() + " " + message.location());
        });
        page.onPageError(error -> complaints.add("uncaught: " + error));
        page.navigate(address);
    }

    /** Somebody who was given the console's address with a token of a role in it. */
    static Visitor signedIn(Chromium chromium, ConsoleHouse house, String role) {
        return at(chromium, house, "#token=" + ConsoleHouse.token(role), 1440, 900, ColorScheme.LIGHT);
    }

    /** Somebody at a place of the console. */
    static Visitor at(Chromium chromium, ConsoleHouse house, String place, int width, int height, ColorScheme scheme) {
        return new Visitor(chromium.window(width, height, scheme), house.address() + "/console/" + place);
    }

    /** An admin whose browser says that it speaks this. */
    static Visitor speaking(Chromium chromium, ConsoleHouse house, String language) {
        BrowserContext window = chromium.window(1440, 900, ColorScheme.LIGHT);
        window.addInitScript(
                "Object.defineProperty(navigator, 'language', { value: '" + language + "', configurable: true })");
        return new Visitor(window, house.address() + "/console/#token=" + ConsoleHouse.token("admin"));
    }

    /** Somebody who typed an address. */
    static Visitor at(Chromium chromium, String address) {
        return new Visitor(chromium.window(1440, 900, ColorScheme.LIGHT), address);
    }

    Page page() {
        return page;
    }

    /** Follows a link of the navigation. */
    void go(String view) {
        page.locator("nav.views a")
                .filter(new Locator.FilterOptions().setHasText(view))
                .click();
        page.getByRole(
                        AriaRole.HEADING,
                        new Page.GetByRoleOptions().setName(view).setLevel(1))
                .waitFor();
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    /** What axe finds that keeps people out: each serious or critical violation with the elements. */
    List<?> barriers() {
        page.evaluate(AXE);
        List<?> found = (List<?>) page.evaluate("""
            async () => (await axe.run(document, { resultTypes: ["violations"], preload: false })).violations
              .filter(found => ["serious", "critical"].includes(found.impact))
              .map(found => found.id + ": " + found.help + " " + found.nodes.slice(0, 3).map(node => node.html.slice(0, 160) + " " + node.failureSummary.slice(0, 200)).join(" | "))\
            """);
        complaints.removeIf(
                complaint -> complaint.contains("Applying inline style")); // axe's own, refused as it should
        return found;
    }

    /** From now on takes note of what matches, however short it is shown: on a fast machine a run is over in a blink. */
    void remember(String... selectors) {
        page.evaluate("""
            selectors => {
              window.awaited = new Set(selectors);
              new MutationObserver(() => selectors.forEach(each => document.querySelector(each) && awaited.delete(each)))
                .observe(document.body, { childList: true, subtree: true, attributes: true });
            }""", List.of(selectors));
    }

    /** What was to be remembered and never matched. */
    List<?> neverSeen() {
        return (List<?>) page.evaluate("[...awaited]");
    }

    /** How many pixels of the page stand out at the right. */
    int overhang() {
        return ((Number) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .intValue();
    }

    /** Forgets complaints that a test brought about on purpose. */
    void forgive() {
        complaints.clear();
    }

    /** Leaves; the browser must have had nothing to complain about. */
    @Override
    public void close() {
        window.close();
        assertEquals(List.of(), complaints);
    }

    private static String resource(String name) {
        try (InputStream in = Visitor.class.getResourceAsStream(name)) {
            if (in == null) throw new IllegalStateException(name + " is not on the class path");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(name, unreadable);
        }
    }
}
