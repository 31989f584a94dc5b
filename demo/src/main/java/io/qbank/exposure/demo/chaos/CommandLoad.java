package io.qbank.exposure.demo.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.qbank.exposure.demo.chaos.Exams.Exam;
import io.qbank.exposure.demo.chaos.check.Ledger;
import io.qbank.exposure.demo.chaos.world.Instance;
import io.qbank.exposure.devkit.Samples;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Calibrations asked for in every way, each of them twice under the same id: over HTTP at both instances, and on the topic.
 * Some are cancelled a moment later; k is set by hand in between; and some commands are not even JSON. One thread.
 */
final class CommandLoad {
    private static final String TOPIC = "commands.calibration";
    private static final String CALIBRATE = "/v1/admin/exposure/calibrate_sh/";
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final long AGAIN_MILLIS = 200;
    private static final ObjectMapper JSON = new ObjectMapper();
    /** About a second of work on a busy core, so that faults meet runs in the middle. */
    private static final String PARAMETERS =
            "\"tau\":0.2,\"n\":4000,\"test_len\":10,\"iters\":6,\"verify_n\":4000,\"method\":\"sympson_hetter\"";

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final List<Instance> apis;
    private final String token;
    private final PatientSender sender;
    private final Ledger ledger;
    private final Clock clock;
    private final Random random;
    private final BooleanSupplier goOn;
    private long number;

    /** @param goOn false when nobody waits any longer for an answer that does not come */
    CommandLoad(
            List<Instance> apis,
            String token,
            PatientSender sender,
            Ledger ledger,
            Clock clock,
            long seed,
            BooleanSupplier goOn) {
        this.apis = apis;
        this.token = token;
        this.sender = sender;
        this.ledger = ledger;
        this.clock = clock;
        this.random = new Random(seed);
        this.goOn = goOn;
    }

    /** Lets alerts start runs. */
    void allowAutomaticRuns() throws InterruptedException {
        for (Exam exam : Exams.ALL) {
            String policy =
                    "{\"auto_recalibrate\":true,\"cooldown_minutes\":0,\"limit_per_day\":100,\"drift_alpha\":0.05,"
                            + "\"drift_delta\":0.1,\"parameters\":{" + PARAMETERS + "}}";
            String path = "/v1/admin/exposure/policies/" + exam.code();
            HttpRequest.Builder put = HttpRequest.newBuilder().PUT(BodyPublishers.ofString(policy));
            ask(0, path, put);
            ledger.command();
        }
    }

    /** Sends one command, and its repetition. */
    void step() throws InterruptedException {
        Exam exam = Exams.any(random);
        int chance = random.nextInt(100);
        number++;
        if (chance < 40) overHttp(exam, false);
        else if (chance < 50) overHttp(exam, true);
        else if (chance < 80) onTheTopic(exam);
        else if (chance < 95) control(exam);
        else twice(exam.code(), "{\"type\":\"calibration.start\",");
    }

    /** The order of things for whoever measures: one run a call, by HTTP. */
    void calibrate() throws InterruptedException {
        number++;
        overHttp(Exams.ALL.get((int) (number % Exams.ALL.size())), false);
    }

    private void overHttp(Exam exam, boolean cancel) throws InterruptedException {
        String body = "{\"exam_code\":\"" + exam.code() + "\"," + PARAMETERS + "}";
        int instance = random.nextInt(apis.size());
        for (int time = 0; time < 2; time++) {
            HttpRequest.Builder post = HttpRequest.newBuilder()
                    .header("Idempotency-Key", "chaos-" + number)
                    .POST(BodyPublishers.ofString(body));
            String answer = ask(instance + time, CALIBRATE + "start", post);
            if (answer.isEmpty()) return;
            String job = job(answer);
            ledger.job(job);
            ledger.command();
            if (cancel && time == 0) cancel(instance, job);
        }
    }

    /** What is answered does not matter: the run may have ended already. */
    private void cancel(int instance, String job) throws InterruptedException {
        try {
            HttpRequest.Builder post = HttpRequest.newBuilder().POST(BodyPublishers.noBody());
            send(instance, CALIBRATE + "cancel?job_id=" + job, post);
            ledger.command();
        } catch (IOException away) {
            return;
        }
    }

    private void onTheTopic(Exam exam) {
        String job = "service-" + number;
        ledger.job(job);
        twice(
                exam.code(),
                head("calibration.start", job)
                        + ",\"job_id\":\"%s\",\"exam_code\":\"%s\",\"parameters\":{%s}}"
                                .formatted(job, exam.code(), PARAMETERS));
    }

    private void control(Exam exam) {
        var item = exam.items().get(random.nextInt(exam.items().size()));
        String key = item.questionId() + "/" + item.version();
        twice(
                key,
                head("control.set", "control-" + number)
                        + ",\"question_id\":%d,\"version\":%d,\"sh_p\":%.3f}"
                                .formatted(item.questionId(), item.version(), random.nextInt(1_000) / 1e3));
    }

    private String head(String type, String command) {
        return "{\"type\":\"%s\",\"command_id\":\"%s\",\"tenant_id\":\"%s\",\"requested_by\":\"chaos\",\"requested_at\":\"%s\",\"trigger\":\"service\""
                .formatted(type, command, Samples.TENANT, clock.instant());
    }

    private void twice(String key, String value) {
        for (int time = 0; time < 2; time++) {
            sender.send(
                    new ProducerRecord<>(TOPIC, Samples.TENANT + "/" + key, value.getBytes(StandardCharsets.UTF_8)));
            ledger.command();
        }
    }

    /** Asks one instance and then the other until one says 200 or 202; empty if there is no time left for it. */
    private String ask(int first, String path, HttpRequest.Builder request) throws InterruptedException {
        for (int turn = first; goOn.getAsBoolean(); turn++) {
            try {
                HttpResponse<String> answer = send(turn, path, request);
                if (answer.statusCode() / 100 == 2) return answer.body();
                if (answer.statusCode() / 100 == 4)
                    throw new IllegalStateException(path + " was refused: " + answer.body());
            } catch (IOException away) {
                Thread.onSpinWait();
            }
            TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
        }
        return "";
    }

    private HttpResponse<String> send(int turn, String path, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpRequest.Builder one = request.copy()
                .uri(apis.get(Math.floorMod(turn, apis.size())).address().resolve(path))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
        return client.send(one.build(), BodyHandlers.ofString());
    }

    private static String job(String answer) {
        try {
            return JSON.readTree(answer).path("job_id").asText();
        } catch (IOException malformed) {
            throw new IllegalStateException("no JSON: " + answer, malformed);
        }
    }
}
