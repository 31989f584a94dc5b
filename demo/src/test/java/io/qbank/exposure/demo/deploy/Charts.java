package io.qbank.exposure.demo.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What Helm's library does not do for a test. */
final class Charts {
    private static final Pattern KEY = Pattern.compile("^( *)([A-Za-z]+):(.*)$");

    private Charts() {}

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) Files.createDirectories(target);
                else Files.copy(file, target);
            }
        }
    }

    /** Values with others over them, as Helm merges them; JSON is YAML. */
    static String merged(String values, String others) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        JsonNode all = Yamls.one(values);
        return mapper.readerForUpdating(all)
                .<JsonNode>readValue(Yamls.one(others).toString())
                .toString();
    }

    /** Rows of a table of values: those that a comment beginning with two dashes explains. */
    static List<String> rows(List<String> lines) {
        List<String> rows = new ArrayList<>();
        List<String> path = new ArrayList<>();
        String about = "";
        for (String line : lines) {
            String text = line.strip();
            Matcher key = KEY.matcher(line);
            if (text.startsWith("# -- ")) about = text.substring("# -- ".length());
            else if (text.startsWith("# ") && !about.isEmpty()) about += text.substring(1);
            else if (key.matches()) {
                int depth = key.group(1).length() / 2;
                path.subList(depth, path.size()).clear();
                path.add(key.group(2));
                String value = key.group(3).strip();
                if (!about.isEmpty())
                    rows.add("| `%s` | %s | %s |"
                            .formatted(
                                    String.join(".", path),
                                    value.isEmpty() ? "see values.yaml" : '`' + value + '`',
                                    about));
                about = "";
            }
        }
        return rows;
    }
}
