package io.qbank.exposure.demo.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static io.qbank.exposure.devkit.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.qbank.exposure.command.CommandApi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The console in a real browser, on the real services. Whoever leaves it checks that the browser did not complain. Longer
 * than most files, because all of it shares one stack.
 */
class ConsoleIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final List<String> VIEWS = List.of("Calibrate", "Exposure", "Items", "Runs", "Drift");

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
    void aTokenInTheAddressSignsInAndLeavesTheAddressAtOnce() {
        try (Visitor admin = Visitor.signedIn(chromium, house, "admin")) {
            assertThat(admin.page().getByRole(AriaRole.HEADING).first()).hasText("Calibrate");

            assertFalse(admin.page().url().contains("token"), admin.page().url());
            assertEquals(null, admin.page().evaluate("localStorage.getItem('qbank-token')"));
            admin.button("Sign out").click();
            assertThat(admin.page().getByText("Access token")).isVisible();
            assertEquals(null, admin.page().evaluate("sessionStorage.getItem('qbank-token')"));
        }
    }

    @Test
    void aPastedTokenSignsInAndNonsenseIsToldSo() {
        try (Visitor visitor = Visitor.at(chromium, house, "", 1440, 900, ColorScheme.LIGHT)) {
            Locator box = visitor.page().getByLabel("Access token");
            box.fill("not a token");
            visitor.button("Sign in").click();
            assertThat(visitor.page().getByRole(AriaRole.ALERT)).containsText("not a JSON Web Token");

            box.fill("Bearer " + ConsoleHouse.token("viewer"));
            visitor.button("Sign in").click();

            assertThat(visitor.page().locator(".who")).containsText("read only");
        }
    }

    @Test
    void whoIsSignedInAtTheProviderIsSignedInHere() {
        try (Provider provider = new Provider();
                CommandApi api = house.apiWith(provider);
                Visitor visitor = Visitor.at(chromium, "http://127.0.0.1:" + api.port() + "/")) {
            visitor.button("Sign in at 127.0.0.1").click();

            assertThat(visitor.page().locator(".who")).containsText("grace");
            assertThat(visitor.page().getByRole(AriaRole.HEADING).first()).hasText("Calibrate");
            assertFalse(visitor.page().url().contains("code"), visitor.page().url());
        }
    }

    @Test
    void aRunIsStartedWatchedAndItsVerdictRead() throws Exception {
        try (Visitor admin = Visitor.signedIn(chromium, house, "admin")) {
            Page page = admin.page();
            admin.button("Use Sympson–Hetter").click();
            page.locator("#field-n").fill("300000");
            admin.remember("[data-state=running] [role=progressbar]", "[data-state=running] .uplot canvas");

            admin.button("Start calibration").click();

            assertThat(page.getByLabel("Verdict")).containsText("Converged");
            assertEquals(List.of(), admin.neverSeen());
            assertThat(page.getByLabel("Verdict")).containsText("300 k were written");
            eventually(
                    PATIENCE,
                    "every item has come back with its cap",
                    () -> !house.get("/v1/admin/exposure/exams/" + ConsoleHouse.EXAM + "/items")
                            .contains("\"cap\":null"));
            assertThat(page.getByText("Exposure profile")).isVisible();
            assertThat(page.getByText("Worst items").first()).isVisible();
            theKOfTheRunCanBeTakenHome(admin);
        }
    }

    @Test
    void aBrowserThatNamesNoLanguageCanDrawChartsAllTheSame() {
        try (Visitor admin = Visitor.speaking(chromium, house, "en-US@posix")) {
            assertThat(admin.page().getByRole(AriaRole.HEADING).first()).hasText("Calibrate");

            assertEquals("function", admin.page().evaluate("typeof uPlot"));
        }
    }

    private static void theKOfTheRunCanBeTakenHome(Visitor admin) throws Exception {
        Download download =
                admin.page().waitForDownload(() -> admin.button("k as CSV").click());

        List<String> lines = Files.readAllLines(download.path());
        assertEquals("exam_code,question_id,version,topic_id,sh_p,cap,locked,job_id", lines.get(0));
        assertEquals(301, lines.size());
        assertTrue(
                lines.stream().anyMatch(line -> line.matches("CONSOLE-EXAM,\\d+,\\d+,\\d+,0\\.\\d+,0\\.2,false,.+")));
    }

    @Test
    void anExamsNameIsTextWhateverItSays() {
        String name = "<img src=x onerror='window.hurt = 1'>{{7*7}}";
        String exams = "{\"exams\":[{\"exam_code\":\"" + name + "\",\"items\":1,\"controlled\":0,\"locked\":0}]}";
        try (Visitor admin = Visitor.signedIn(chromium, house, "admin")) {
            Page page = admin.page();
            page.route("**/exposure/exams", route -> route.fulfill(new Route.FulfillOptions().setBody(exams)));

            page.waitForConsoleMessage(page::reload); // the API has no such exam, and the browser says so
            admin.forgive();

            assertThat(page.locator("body")).containsText(name);
            assertEquals(0, page.locator("img[src=x]").count());
            assertEquals(null, page.evaluate("window.hurt ?? null"));
        }
    }

    @Test
    void aRunIsCancelled() {
        try (Visitor admin = Visitor.signedIn(chromium, house, "admin")) {
            Page page = admin.page();
            page.locator("#field-n").fill("100000");
            page.locator("#field-iters").fill("5000");
            admin.button("Start calibration").click();
            assertThat(page.locator("[data-state=running]")).containsText("Iteration");

            admin.button("Cancel run").click();

            assertThat(page.getByLabel("Verdict")).containsText("Cancelled");
        }
    }

    @Test
    void aRunIsFollowedByAskingWhereItsEventsDoNotComeThrough() {
        try (Visitor admin = Visitor.signedIn(chromium, house, "admin")) {
            Page page = admin.page();
            page.route("**/runs/*/events", Route::abort);
            page.locator("#field-n").fill("100000");
            page.locator("#field-iters").fill("5000");
            admin.button("Start calibration").click();
            assertThat(page.locator(".chip.live")).hasText("asking every second");
            assertThat(page.locator("[data-state=running]")).containsText("Iteration");

            admin.button("Cancel run").click();

            assertThat(page.getByLabel("Verdict")).containsText("Cancelled");
            admin.forgive();
        }
    }

    @Test
    void twoRunsAreComparedAndWhatWasAskedDifferentlyIsMarked() throws Exception {
        house.calibrate(0.2);
        house.calibrate(0.3);
        try (Visitor admin = Visitor.signedIn(chromium, house, "admin")) {
            Page page = admin.page();
            admin.go("Runs");
            Locator done = page.locator("tbody input[type=checkbox]:not([disabled])");
            done.nth(0).check();
            done.nth(1).check();

            page.getByText("Compare two").click();

            assertThat(page.locator("tr.differs"))
                    .hasText(new Pattern[] {Pattern.compile("tau0\\.20\\.3"), Pattern.compile("seed.+")});
            assertThat(page.getByText("highest rate")).isVisible();
        }
    }

    @Test
    void whatIsTypedIsCheckedAtOnceAndNothingWrongIsSent() {
        try (Visitor admin = Visitor.signedIn(chromium, house, "admin")) {
            Page page = admin.page();
            assertThat(page.locator("[data-verdict=good]")).containsText("60.0 items a test");

            page.locator("#field-tau").fill("1.5");
            page.locator("#field-iters").fill("2.5");

            assertThat(page.getByText("Must be above 0 and at most 1.")).isVisible();
            assertThat(page.getByText("Must be a whole number between 1 and 1,000,000."))
                    .isVisible();
            assertThat(admin.button("2 values need attention")).isDisabled();
            page.locator("#field-tau").fill("0.05");
            page.locator("#field-iters").fill("5");
            page.locator("summary").first().click();
            page.locator("#field-method").selectOption("exact");
            page.locator("#field-rejection").selectOption("reconsider");
            assertThat(page.getByText("Only damped lets a rejected item be drawn again."))
                    .isVisible();
            page.locator("#field-rejection").selectOption("");
            assertThat(page.locator("[data-verdict=bad]")).containsText("Infeasible");
        }
    }

    @Test
    void exposureMovesWhileCandidatesSitTheExam() throws Exception {
        house.play(3);
        eventually(
                PATIENCE,
                "all three are counted",
                () -> house.get("/v1/admin/exposure/daily?exam_code=" + ConsoleHouse.EXAM)
                        .contains("\"sessions\":3,"));
        try (Visitor viewer = Visitor.signedIn(chromium, house, "viewer")) {
            viewer.go("Exposure");
            Locator sessions = viewer.page().locator("[data-figure=sessions]");
            sessions.waitFor();
            int before = Integer.parseInt(sessions.textContent().replace(",", ""));

            house.play(40);

            assertThat(sessions).hasText(String.format("%,d", before + 40));
        }
    }

    @Test
    void theConsoleSaysThatTheApiIsAwayAndGoesOnWhenItIsBack() {
        try (Visitor admin = Visitor.signedIn(chromium, house, "admin")) {
            Page page = admin.page();
            admin.go("Items");
            page.locator("tbody tr:not(.gap)").first().waitFor();
            house.takeApiAway();
            try {
                assertThat(page.getByRole(AriaRole.ALERT)).containsText("does not answer");
                assertThat(page.locator("tbody tr:not(.gap)").first()).isVisible();
            } finally {
                house.bringApiBack();
            }

            assertThat(page.locator(".link")).containsText("Connected");
            assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
            admin.go("Calibrate");
            assertThat(admin.button("Start calibration")).isEnabled();
            admin.forgive(); // a browser reports every request that nobody answered
        }
    }

    @Test
    void aViewerSeesEverythingAndCanStartNothing() {
        try (Visitor viewer = Visitor.signedIn(chromium, house, "viewer")) {
            Page page = viewer.page();

            assertThat(viewer.button("Start calibration")).isDisabled();
            assertThat(page.getByText("Starting needs the role admin")).isVisible();
            viewer.go("Items");
            page.locator("tbody tr:not(.gap)").first().waitFor();
            assertThat(page.locator(".k button")).hasCount(0);
            viewer.go("Drift");
            assertThat(page.getByText("Changing the policy needs the role admin."))
                    .isVisible();
        }
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1440", "DARK, 390"})
    void everyViewIsOpenToEverybodyInBothThemesOnADeskAndInAHand(ColorScheme scheme, int width) {
        try (Visitor visitor =
                Visitor.at(chromium, house, "#token=" + ConsoleHouse.token("admin"), width, 844, scheme)) {
            for (String view : VIEWS) {
                visitor.go(view);
                assertThat(visitor.page().locator("main .skeleton")).hasCount(0);
                assertEquals(List.of(), visitor.barriers(), view);
                assertTrue(visitor.overhang() <= 0, view + " is wider than " + width);
            }
        }
    }

    @Test
    void tenThousandItemsAreScrolledThroughWithoutDrawingThemAll() {
        try (Visitor viewer = Visitor.signedIn(chromium, house, "viewer")) {
            Page page = viewer.page();
            page.route("**/exams/*/items", route -> route.fulfill(new Route.FulfillOptions().setBody(manyItems())));
            viewer.go("Items");
            assertThat(page.getByText("10,000 of 10,000")).isVisible();

            // Again and again: the table goes to its top once it has been drawn.
            page.waitForFunction("""
                () => {
                  const frame = document.querySelector(".table");
                  frame.scrollTop = frame.scrollHeight;
                  return frame.textContent.includes("10000 v1");
                }""");

            assertTrue(page.locator("tbody tr").count() < 100);
        }
    }

    private static String manyItems() {
        return IntStream.rangeClosed(1, 10_000)
                .mapToObj(i -> "{\"question_id\":" + i
                        + ",\"version\":1,\"topic_id\":1,\"a\":1,\"b\":0,\"c\":0.2,\"sh_p\":0.5,"
                        + "\"cap\":0.2,\"rejection\":\"block\",\"locked\":false,\"job_id\":null,\"effective_from\":null,"
                        + "\"recent_attempts\":0}")
                .collect(Collectors.joining(",", "{\"items\":[", "]}"));
    }

    @Test
    void aCellThatASpreadsheetWouldTakeForAFormulaIsMadeHarmless() {
        try (Visitor viewer = Visitor.signedIn(chromium, house, "viewer")) {
            Object csv = viewer.page().evaluate("""
                async () => (await import(new URL("download.js", document.baseURI)))
                  .csv({ exam: row => row.exam, k: row => row.k }, [{ exam: "=HYPERLINK(\\"x\\")", k: -0.5 }, { exam: "@a,b", k: 1 }])""");

            assertEquals("exam,k\r\n\"'=HYPERLINK(\"\"x\"\")\",-0.5\r\n\"'@a,b\",1\r\n", csv);
        }
    }

    /** Prints what docs/BENCHMARKS.md tells; how long it took is not judged, because the machine is anybody's. */
    @Test
    void theWholeConsoleWeighsLessThanAPicture() {
        try (Visitor visitor = Visitor.at(chromium, house, "", 1440, 900, ColorScheme.LIGHT)) {
            Page page = visitor.page();
            page.getByText("Access token").waitFor();
            double usable = ((Number) page.evaluate("performance.now()")).doubleValue();

            List<?> sizes = (List<?>)
                    page.evaluate(
                            "performance.getEntriesByType('resource').filter(entry => entry.name.includes('/console/')).map(entry => entry.encodedBodySize)");

            int weight =
                    sizes.stream().mapToInt(size -> ((Number) size).intValue()).sum();
            System.out.printf("console: %d files, %d bytes, usable after %.0f ms%n", sizes.size(), weight, usable);
            assertTrue(weight > 50_000 && weight < 150_000, weight + " bytes");
        }
    }

    @Test
    void theKeyboardReachesTheContentFirst() {
        try (Visitor admin = Visitor.signedIn(chromium, house, "admin")) {
            admin.page().locator("#field-tau").waitFor();

            admin.page().keyboard().press("Tab");

            assertThat(admin.page().getByText("Skip to content")).isFocused();
            admin.page().keyboard().press("Enter");
            assertThat(admin.page().locator("main")).isFocused();
        }
    }
}
