package io.qbank.exposure.command.http;

import static io.qbank.exposure.command.OpenApiDocument.DOCUMENT;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every way into the API and who may take it, said once more, by hand: the program's own list is what is being tested. */
final class Doors {
    private static final String WHO_MAY = """
            POST /v1/admin/exposure/calibrate_sh/start                          admin
            GET  /v1/admin/exposure/calibrate_sh/status                         admin viewer
            POST /v1/admin/exposure/calibrate_sh/cancel                         admin
            GET  /v1/admin/exposure/calibrate_sh/runs                           admin viewer
            GET  /v1/admin/exposure/calibrate_sh/runs/{job_id}                  admin viewer
            GET  /v1/admin/exposure/calibrate_sh/runs/{job_id}/events           admin viewer
            POST /v1/admin/exposure/calibrate_sh/runs/{job_id}/rollback         admin
            GET  /v1/admin/exposure/exams                                       admin viewer
            GET  /v1/admin/exposure/exams/{exam_code}/items                     admin viewer
            GET  /v1/admin/exposure/items                                       admin viewer
            GET  /v1/admin/exposure/items/{question_id}/{version}/history       admin viewer
            POST /v1/admin/exposure/set                                         admin
            GET  /v1/admin/exposure/commands/{command_id}                       admin viewer
            GET  /v1/admin/exposure/daily                                       admin viewer
            GET  /v1/admin/exposure/drift                                       admin viewer
            GET  /v1/admin/exposure/evidence                                    admin viewer
            GET  /v1/admin/exposure/policies/{exam_code}                        admin viewer
            PUT  /v1/admin/exposure/policies/{exam_code}                        admin
            POST /v1/exposure/can_serve                                         admin delivery
            GET  /v1/exposure/can_serve                                         admin delivery
            GET  /v1/config                                                     anybody
            GET  /health                                                        anybody
            GET  /health/live                                                   anybody
            GET  /health/ready                                                  anybody
            GET  /metrics                                                       anybody
            GET  /openapi.json                                                  anybody
            GET  /docs                                                          anybody
            GET  /docs/{file}                                                   anybody
            GET  /                                                              anybody
            """;

    private Doors() {}

    /** A method and a path, and the roles that are let in; none where anybody is. */
    record Door(String method, String path, List<String> roles) {
        /** The path with something for its parameters. */
        String somewhere() {
            return path.replace("{job_id}", "job")
                    .replace("{exam_code}", "EXAM")
                    .replace("{command_id}", "command")
                    .replace("{question_id}", "1")
                    .replace("{version}", "1")
                    .replace("{file}", "docs.css");
        }

        boolean takesABody() {
            return DOCUMENT.at("/paths/" + path.replace("/", "~1") + "/" + method.toLowerCase(Locale.ROOT))
                    .has("requestBody");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static Stream<Door> all() {
        return WHO_MAY.lines().map(line -> line.split(" +")).map(words -> new Door(words[0], words[1], roles(words)));
    }

    static Stream<Door> guarded() {
        return all().filter(door -> !door.roles().isEmpty());
    }

    static Stream<Door> open() {
        return all().filter(door -> door.roles().isEmpty());
    }

    static Set<String> names() {
        return all().map(Door::toString).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the description that is served says there is. */
    static Set<String> described() {
        return DOCUMENT.get("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .map(method -> method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> roles(String[] words) {
        return words[2].equals("anybody") ? List.of() : Arrays.asList(words).subList(2, words.length);
    }
}
