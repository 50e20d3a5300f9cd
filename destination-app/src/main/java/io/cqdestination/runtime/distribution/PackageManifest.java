package io.cqdestination.runtime.distribution;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/** The registry's {@code package.json}, in the form of the official SDKs. */
@JsonPropertyOrder({
  "schema_version",
  "team",
  "kind",
  "name",
  "message",
  "version",
  "protocols",
  "supported_targets",
  "package_type"
})
record PackageManifest(
    @JsonProperty("schema_version") int schemaVersion,
    @JsonProperty("team") String team,
    @JsonProperty("kind") String kind,
    @JsonProperty("name") String name,
    @JsonProperty("message") String message,
    @JsonProperty("version") String version,
    @JsonProperty("protocols") List<Integer> protocols,
    @JsonProperty("supported_targets") List<Target> targets,
    @JsonProperty("package_type") String packageType) {

  /**
   * One platform's file.
   *
   * @param checksum of the file, such as {@code sha256:0123…}
   */
  record Target(
      @JsonProperty("os") String os,
      @JsonProperty("arch") String architecture,
      @JsonProperty("path") String path,
      @JsonProperty("checksum") String checksum) {}
}
