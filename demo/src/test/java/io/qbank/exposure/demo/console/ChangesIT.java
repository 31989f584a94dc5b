package io.qbank.exposure.demo.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static io.qbank.exposure.devkit.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is changed by hand in the console: by one person, by two, and where the bank refuses it only later. */
class ChangesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    static Path directory;

    private static ConsoleHouse house;
    private static Chromium chromium;

    @BeforeAll
    static void open() {
        chromium = Chromium.open();
        house = ConsoleHouse.open(directory);
        setDefaultAssertionTimeout((double) PATIENCE.toMillis());
    }

    @AfterAll
    static void close() {
        if (chromium != null) chromium.close();
        if (house != null) house.close();
    }

    @Test
    void anEditedKComesBackFromTheBankAndCanBeUndone() throws Exception {
        try (Visitor admin = Visitor.signedIn(chromium, house, "admin")) {
            Page page = admin.page();
            admin.go("Items");
            Locator row = page.locator("tbody tr:not(.gap)").nth(2);
            String item = row.locator("a").first().getAttribute("href").replace("#/items/", "");
            Locator cell = row.locator(".k button");
            String shown = cell.textContent();
            double before = house.k(item);
            cell.click();
            Locator input = page.locator(".k input");
            input.fill("7");
            assertThat(page.getByText("k must be a number in [0, 1]")).isVisible();
            input.press("Enter");
            assertThat(input).isVisible();

            input.fill("0.0625");
            input.press("Enter");

            assertThat(page.locator(".toast")).containsText("is 0.0625");
            page.locator(".toast").hover(); // and so it stays
            assertEquals(0.0625, house.k(item));
            assertThat(cell).hasText("0.0625");
            admin.button("Undo").click();
            assertThat(cell).hasText(shown);
            eventually(PATIENCE, "k is what it was", () -> house.k(item) == before);
        }
    }

    @Test
    void whatSomebodyElseHasSetSinceIsNotUndone() throws Exception {
        try (Visitor admin = Visitor.signedIn(chromium, house, "admin")) {
            admin.go("Items");
            Locator row = admin.page().locator("tbody tr:not(.gap)").nth(4);
            String item = row.locator("a").first().getAttribute("href").replace("#/items/", "");
            row.locator(".k button").click();
            row.locator(".k input").fill("0.25");
            row.locator(".k input").press("Enter");
            assertThat(admin.page().locator(".toast")).containsText("is 0.25");
            admin.page().locator(".toast").hover(); // and so it stays
            house.setK(item, 0.75);

            admin.button("Undo").click();

            assertThat(admin.page().getByText("has been changed again since: nothing was undone"))
                    .isVisible();
            assertEquals(0.75, house.k(item));
        }
    }

    @Test
    void aPolicyIsSetAndStays() {
        try (Visitor admin = Visitor.signedIn(chromium, house, "admin")) {
            Page page = admin.page();
            admin.go("Drift");
            page.locator("#field-cooldown_minutes").fill("90");

            admin.button("Save policy").click();

            assertThat(page.getByText("Set by ada")).isVisible();
            page.reload();
            assertThat(page.locator("#field-cooldown_minutes")).hasValue("90");
        }
    }

    @Test
    void whatTheBankRefusesLaterIsNotCalledSaved() {
        try (Visitor admin = Visitor.signedIn(chromium, house, "admin")) {
            Page page = admin.page();
            admin.go("Drift");
            page.route("**/policies/*", route -> {
                if (route.request().method().equals("GET")) route.resume();
                else
                    route.fulfill(answer("{\"command_id\":\"c1\",\"status\":\"pending\"}")
                            .setStatus(202));
            });
            page.route(
                    "**/commands/c1",
                    route -> route.fulfill(answer("{\"status\":\"refused\",\"reason\":\"the bank is closed\"}")));
            page.locator("#field-cooldown_minutes").fill("45");

            admin.button("Save policy").click();

            assertThat(page.getByRole(AriaRole.ALERT)).containsText("the bank is closed");
            assertThat(page.getByText("is saved")).hasCount(0);
        }
    }

    /** The first start may or may not have come through: it is asked again with its key, another one with a new key. */
    @Test
    void aStartThatGotNoAnswerIsAskedAgainWithItsKeyUntilAnythingIsChanged() {
        List<String> keys = new ArrayList<>();
        try (Visitor admin = Visitor.signedIn(chromium, house, "admin")) {
            Page page = admin.page();
            page.route("**/calibrate_sh/start", route -> {
                keys.add(route.request().headers().get("idempotency-key"));
                route.fulfill(answer("{\"status\":503,\"detail\":\"brokers are away\"}")
                        .setStatus(503));
            });
            for (int asked = 1; asked <= 3; asked++) {
                page.waitForResponse(
                        "**/calibrate_sh/start",
                        () -> admin.button("Start calibration").click());
                assertThat(page.getByRole(AriaRole.ALERT)).containsText("brokers are away");
                if (asked == 2) admin.button("Use Sympson–Hetter").click();
            }

            assertEquals(3, keys.size());
            assertEquals(keys.get(0), keys.get(1));
            assertNotEquals(keys.get(1), keys.get(2));
            admin.forgive(); // a browser reports every answer of this kind
        }
    }

    private static Route.FulfillOptions answer(String json) {
        return new Route.FulfillOptions().setContentType("application/json").setBody(json);
    }
}
