package dev.greengrocer.web.settings;

import dev.greengrocer.ledger.audit.Actor;
import dev.greengrocer.ledger.settings.LiveSettings;
import dev.greengrocer.ledger.settings.LiveSettings.Wish;
import dev.greengrocer.ledger.settings.Logo;
import dev.greengrocer.ledger.settings.SettingValue;
import dev.greengrocer.ledger.settings.ShopLogo;
import dev.greengrocer.web.DeviceSetting;
import dev.greengrocer.web.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Every setting with its value and where it comes from; those that may change are changed here. */
@Controller
@RequestMapping("/settings")
class SettingsPage {

  /** Before the name of a field: what the page showed when the person began to type. */
  private static final String SEEN = "seen.";

  /** Before the name of a field: to be as the server was started. */
  private static final String BACK = "back.";

  private final LiveSettings settings;
  private final BackupJob backup;
  private final Texts texts;
  private final ShopLogo logo;

  private final List<SettingsCatalogue.Section> sections;

  SettingsPage(
      LiveSettings settings,
      BackupJob backup,
      Texts texts,
      ShopLogo logo,
      List<DeviceSetting> devices) {
    this.sections = SettingsCatalogue.with(devices);
    this.settings = settings;
    this.backup = backup;
    this.texts = texts;
    this.logo = logo;
  }

  /**
   * A setting on the page.
   *
   * @param text the content of its field
   * @param seen what the setting is, as it comes back with the form
   * @param fault what is wrong with the text, or null
   */
  record Shown(
      SettingField field, SettingValue value, String text, String seen, @Nullable String fault) {

    /** Whether a choice is marked. */
    public boolean marks(String choice) {
      return text.lines().anyMatch(choice::equalsIgnoreCase);
    }

    /** Whether the text is none of the choices, and is offered beside them. */
    public boolean isOther() {
      return field.choices().stream().noneMatch(this::marks);
    }

    /** The name of its field. */
    public String id() {
      return field.id();
    }

    /** The present value before its change, in one line; it may be empty. */
    public String started() {
      SettingValue.Change changed = value.changed();
      return changed == null ? "" : changed.before().strip().replace("\n", ", ");
    }
  }

  private List<SettingField> fields() {
    return sections.stream().flatMap(section -> section.fields().stream()).toList();
  }

  @GetMapping
  String show(Model page) {
    return show(page, Map.of(), Map.of());
  }

  /** The page; fields show what was typed, and why it was refused. */
  private String show(Model page, Map<String, String> typed, Map<String, String> faults) {
    Map<String, List<Shown>> shown = new HashMap<>();
    for (SettingsCatalogue.Section section : sections) {
      List<Shown> fields = new ArrayList<>();
      for (SettingField field : section.fields()) {
        SettingValue value = settings.value(field.setting());
        String text = typed.getOrDefault(field.id(), value.text());
        fields.add(
            new Shown(
                field, value, field.shown(text), value.text(), faults.get(field.setting().name())));
      }
      shown.put(section.id(), fields);
    }
    page.addAttribute("sections", sections);
    page.addAttribute("shown", shown);
    page.addAttribute(
        "fixed",
        SettingsCatalogue.AT_START.stream()
            .map(fixed -> new AtStart(fixed.id(), settings.atStart(fixed.prefix())))
            .toList());
    page.addAttribute("backup", backup);
    page.addAttribute("logo", logo.find().map(Logo::sha256).orElse(null));
    return "settings";
  }

  /**
   * Settings that only a start reads.
   *
   * @param values by their names
   */
  record AtStart(String id, Map<String, String> values) {}

  @PostMapping
  String save(
      @RequestParam MultiValueMap<String, String> form,
      Model page,
      HttpServletResponse response,
      Actor actor,
      RedirectAttributes next) {
    List<Wish> wishes = new ArrayList<>();
    Map<String, String> typed = new HashMap<>();
    for (SettingField field : fields()) {
      String seen = form.getFirst(SEEN + field.id());
      if (seen == null) {
        continue; // the form holds no such field
      }
      String before = seen.replace("\r\n", "\n");
      String text = field.text(form.getOrDefault(field.id(), List.of()));
      typed.put(field.id(), text);
      if (form.containsKey(BACK + field.id())) {
        wishes.add(new Wish(field.setting(), before, null));
      } else if (!field.same(before, text)) {
        wishes.add(new Wish(field.setting(), before, text));
      }
    }
    LiveSettings.Outcome outcome = settings.change(actor, wishes);
    if (!outcome.faults().isEmpty()) {
      page.addAttribute("error", texts.of("settings.nothing-was-saved-yet"));
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return show(page, typed, outcome.faults());
    }
    next.addFlashAttribute("success", words(outcome.changed()));
    next.addFlashAttribute("saved", true);
    return "redirect:/settings";
  }

  @PostMapping("/backup")
  String backUp(Actor actor, RedirectAttributes next) {
    if (backup.folder().isEmpty()) {
      next.addFlashAttribute(
          "error", texts.of("settings.no-backup-was-begun", texts.word(backup.why())));
    } else if (backup.begin(actor)) {
      next.addFlashAttribute("success", texts.of("settings.the-backup-is-being-written"));
    } else {
      next.addFlashAttribute("warning", texts.of("settings.a-backup-is-being-written-already"));
    }
    return "redirect:/settings";
  }

  private String words(Set<String> changed) {
    String labels =
        fields().stream()
            .filter(field -> changed.contains(field.setting().name()))
            .map(field -> texts.of(field.labelKey()))
            .collect(Collectors.joining(", "));
    return labels.isEmpty()
        ? texts.of("settings.nothing-was-different")
        : texts.of("settings.saved", labels);
  }
}
