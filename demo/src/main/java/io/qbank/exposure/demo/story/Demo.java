package io.qbank.exposure.demo.story;

import io.qbank.exposure.demo.access.Secret;
import io.qbank.exposure.demo.access.Tokens;
import io.qbank.exposure.demo.bank.Bank;
import io.qbank.exposure.demo.bank.DemoPool;
import io.qbank.exposure.demo.candidates.ItemFeed;
import io.qbank.exposure.devkit.DevClock;
import io.qbank.exposure.devkit.DevStack;
import io.qbank.exposure.schemas.service.KafkaClients;
import io.qbank.exposure.schemas.service.StopSignal;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * Opens the house, plays a story in it, and stays for a look around. Every link of the chain is checked on the way. One thread.
 */
public final class Demo {
    private static final Duration EVE = Duration.ofHours(1);

    private final DemoOptions options;
    private final Narrator narrator;
    private final DevStack stack;
    private final DevClock clock;
    private final Player player;

    private Demo(DemoOptions options, Narrator narrator, DevStack stack, DevClock clock, Player player) {
        this.options = options;
        this.narrator = narrator;
        this.stack = stack;
        this.clock = clock;
        this.player = player;
    }

    /**
     * Plays the story, and stays until told to stop unless it shall end by itself.
     *
     * @throws BrokenChainException if a link of the chain did not hold
     * @throws io.qbank.exposure.devkit.PortInUseException if a port is taken
     */
    public static void run(DemoOptions options, PrintStream out, StopSignal stop) throws InterruptedException {
        Narrator narrator = new Narrator(out, options.live());
        House.requireFree(options.ports());
        Clock world = Clock.systemUTC();
        String secret = Secret.of(options.data(), world);
        try (DevStack stack = DevStack.start(
                        options.data(), options.ports().kafka(), options.ports().postgres());
                Bank bank = Bank.open(stack.postgres().url())) {
            narrator.say(
                    "Kafka on %s, PostgreSQL on port %d",
                    stack.kafka().bootstrap(), stack.postgres().port());
            int published = bank.publish(DemoOptions.EXAM, DemoPool.items());
            narrator.say(
                    "Exam %s: %s",
                    DemoOptions.EXAM, published > 0 ? published + " items loaded" : "is there from before");
            LocalDate first = Calendar.of(options.data())
                    .take(LocalDate.ofInstant(world.instant(), ZoneOffset.UTC), options.allDays());
            DevClock clock = DevClock.startingAt(Player.midnight(first).minus(EVE), 1);
            String token = Tokens.token(
                    secret, "demo", "admin", Player.TENANT, world.instant().plus(Duration.ofDays(1)));
            try (House house = House.open(environment(stack, options, secret), options.ports(), clock);
                    ItemFeed feed =
                            ItemFeed.open(KafkaClients.plain(stack.kafka().bootstrap()))) {
                Api api = new Api(house.api(), token);
                Controls controls = new Controls(bank, feed, api, Player.TENANT);
                Player player = new Player(options, narrator, stack.kafka().bootstrap(), clock, house, api, controls);
                Demo demo = new Demo(options, narrator, stack, clock, player);
                demo.play(first);
                demo.lookAround(world, token);
                if (!options.exit()) stop.await();
            }
        }
        narrator.say("Stopped; the data is kept in %s", options.data());
    }

    private void play(LocalDate first) throws InterruptedException {
        player.house().awaitReady();
        player.controls().awaitAgreement();
        narrator.say("calibrator, exposure-counter and command-api are ready; the clock shows %s", first);
        if (options.drift()) new DriftStory(player, options.days()).play(first);
        else new BeforeAndAfter(player, options.days()).play(first);
    }

    private void lookAround(Clock world, String token) {
        Instant now = world.instant();
        if (clock.instant().isBefore(now)) clock.jumpTo(now);
        narrator.print("""
                  console  %1$s/console/#token=%5$s
                  API      %1$s   (%1$s/openapi.json)
                  token    ./qbank token --role admin --data %2$s
                  try      curl -s -H "Authorization: Bearer $(./qbank token --role viewer --data %2$s)" '%1$s/v1/admin/exposure/items?limit=5'
                  more     ./qbank simulate-candidates --exam %3$s --bootstrap %4$s
                  data     %2$s   (start again on it, or remove it)
                """.formatted(
                        player.api().base(),
                        options.data(),
                        DemoOptions.EXAM,
                        stack.kafka().bootstrap(),
                        token));
        if (!options.exit()) narrator.say("Everything stays up; Ctrl-C stops it.");
    }

    private static Map<String, String> environment(DevStack stack, DemoOptions options, String secret) {
        return Map.of(
                "KAFKA_BOOTSTRAP", stack.kafka().bootstrap(),
                "DATABASE_URL", stack.postgres().url(),
                "APP_SECRET", secret,
                "STATE_DIR", options.data().resolve("state").toString());
    }
}
