package io.cqdestination.runtime.configuration;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * One document of a configuration file, with variables that have no values yet. JSON is YAML too.
 * Used by one thread.
 *
 * <p>The CLI rewrites a document before it puts values in: comments go, and with them the variables
 * inside; a text in quotation marks keeps them only where it would be a number without. To get the
 * same values from the same file, this does the same.
 */
final class YamlText {
  /** Digits stand for variables meanwhile: YAML takes them anywhere a variable may be. */
  private static final long FIRST_PLACEHOLDER = 7_036_874_417_766_400_001L;

  /** More than any configuration has, and little enough to be held. */
  private static final int DEEPEST = 100;

  private static final int LONGEST = 1 << 18;

  private final PlainResolver resolver = new PlainResolver();
  private final List<String> variables = new ArrayList<>();
  private final @Nullable Node root;
  private long resolvedLength;

  /**
   * @throws InvalidInput when the text is no YAML; the message holds nothing of it but the place
   */
  YamlText(String text) {
    Matcher matcher = Variables.ANY.matcher(text);
    String plain =
        matcher.replaceAll(match -> {
          variables.add(match.group());
          return Long.toString(FIRST_PLACEHOLDER + variables.size() - 1);
        });
    try {
      root = yaml().compose(new StringReader(plain));
    } catch (YAMLException malformed) {
      throw malformed(malformed);
    }
  }

  /** The value of a key at the top, such as {@code kind}; empty where there is none. */
  String top(String key) {
    if (root instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        if (entry.getKeyNode() instanceof ScalarNode name
            && name.getValue().equals(key)
            && entry.getValueNode() instanceof ScalarNode value) {
          return value.getValue();
        }
      }
    }
    return "";
  }

  /** Whether there is nothing but comments. */
  boolean isEmpty() {
    return root == null;
  }

  /**
   * The document's values.
   *
   * @throws InvalidInput when a variable has no value, or the text is no YAML with the values
   */
  @Nullable Object values(Variables values) {
    if (root == null) {
      return null;
    }
    requote(root, 0);
    StringWriter rewritten = new StringWriter();
    yaml().serialize(root, rewritten);
    String text = rewritten.toString();
    for (int i = 0; i < variables.size(); i++) {
      text = text.replace(Long.toString(FIRST_PLACEHOLDER + i), variables.get(i));
    }
    try {
      return yaml().load(values.expand(text));
    } catch (YAMLException malformed) {
      throw malformed(malformed);
    }
  }

  /**
   * @param depth how many nodes the node is in
   * @throws InvalidInput when there is no end to it
   */
  private void requote(Node node, int depth) {
    if (depth > DEEPEST) {
      throw new InvalidInput("it is nested too deeply, or within itself");
    }
    count(1);
    switch (node) {
      case MappingNode mapping -> {
        for (int i = 0; i < mapping.getValue().size(); i++) {
          NodeTuple entry = mapping.getValue().get(i);
          requote(entry.getKeyNode(), depth + 1);
          if (entry.getValueNode() instanceof ScalarNode scalar) {
            mapping.getValue().set(i, new NodeTuple(entry.getKeyNode(), requoted(scalar)));
          } else {
            requote(entry.getValueNode(), depth + 1);
          }
        }
      }
      case SequenceNode sequence ->
          sequence
              .getValue()
              .replaceAll(element -> {
                if (element instanceof ScalarNode scalar) {
                  return requoted(scalar);
                }
                requote(element, depth + 1);
                return element;
              });
      default -> {}
    }
  }

  /** An alias stands for all that its anchor has, which may have aliases too. */
  private void count(int more) {
    resolvedLength += more;
    if (resolvedLength > LONGEST) {
      throw new InvalidInput("it is too long once its aliases are resolved");
    }
  }

  private ScalarNode requoted(ScalarNode scalar) {
    ScalarStyle style = ScalarStyle.PLAIN;
    String value = scalar.getValue();
    count(value.length() + 1);
    if (scalar.getTag().equals(Tag.STR)) {
      boolean text = resolver.resolve(value).equals(Tag.STR);
      style =
          text
              ? value.indexOf('\n') >= 0 ? ScalarStyle.LITERAL : ScalarStyle.PLAIN
              : ScalarStyle.DOUBLE_QUOTED;
    }
    return new ScalarNode(scalar.getTag(), value, null, null, style);
  }

  private static Yaml yaml() {
    DumperOptions dumping = new DumperOptions();
    dumping.setWidth(Integer.MAX_VALUE);
    dumping.setSplitLines(false);
    dumping.setAllowUnicode(true);
    dumping.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    LoaderOptions loading = new LoaderOptions();
    loading.setAllowDuplicateKeys(false);
    return new Yaml(
        new SafeConstructor(loading),
        new Representer(dumping),
        dumping,
        loading,
        new PlainResolver());
  }

  private static InvalidInput malformed(YAMLException malformed) {
    // Only the place: the parser's own words quote the text, which may hold a password.
    String place =
        malformed instanceof MarkedYAMLException marked && marked.getProblemMark() != null
            ? " (line %d, column %d of the document, after its comments)"
                .formatted(
                    marked.getProblemMark().getLine() + 1, marked.getProblemMark().getColumn() + 1)
            : "";
    return new InvalidInput("it is not YAML" + place);
  }

  /** Dates stay texts, as JSON knows none. */
  private static final class PlainResolver extends Resolver {
    Tag resolve(String plain) {
      return resolve(org.yaml.snakeyaml.nodes.NodeId.scalar, plain, true);
    }

    @Override
    public void addImplicitResolver(Tag tag, Pattern pattern, String first, int limit) {
      if (!tag.equals(Tag.TIMESTAMP)) {
        super.addImplicitResolver(tag, pattern, first, limit);
      }
    }
  }
}
