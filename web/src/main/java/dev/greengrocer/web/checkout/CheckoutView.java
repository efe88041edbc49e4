package dev.greengrocer.web.checkout;

import dev.greengrocer.files.Sha256;
import dev.greengrocer.ledger.database.Ids;
import dev.greengrocer.ledger.price.Price;
import dev.greengrocer.ledger.price.PriceList;
import dev.greengrocer.ledger.price.Till;
import dev.greengrocer.ledger.price.Unit;
import dev.greengrocer.ledger.sale.BasketEditing;
import dev.greengrocer.ledger.sale.Favourites;
import dev.greengrocer.ledger.sale.ScaleWeights;
import dev.greengrocer.ledger.sale.TillName;
import dev.greengrocer.web.Texts;
import dev.greengrocer.web.account.Supervision;
import dev.greengrocer.web.account.TillUsers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.ui.ModelMap;

/**
 * What the page of the checkout shows: the basket, what was typed and refused, and what may be put
 * in.
 */
@Component
class CheckoutView {

  /** The key of a model under which typed and refused values are. */
  static final String TYPED = "typed";

  private static final List<String> LINE_FIELDS = List.of("weight-", "tare-", "pieces-", "price-");

  private final CurrentBasket current;
  private final ScaleWeights weights;
  private final Favourites favourites;
  private final KindPictures pictures;
  private final BasketView view;
  private final BasketEditing editing;
  private final StockNotice stock;
  private final PriceList prices;
  private final Till till;
  private final TillUsers users;
  private final BasketApproval approvals;
  private final Supervision supervision;
  private final Texts texts;

  CheckoutView(
      CurrentBasket current,
      ScaleWeights weights,
      Favourites favourites,
      KindPictures pictures,
      BasketView view,
      BasketEditing editing,
      StockNotice stock,
      PriceList prices,
      Till till,
      TillUsers users,
      BasketApproval approvals,
      Supervision supervision,
      Texts texts) {
    this.current = current;
    this.weights = weights;
    this.favourites = favourites;
    this.pictures = pictures;
    this.view = view;
    this.editing = editing;
    this.stock = stock;
    this.prices = prices;
    this.till = till;
    this.users = users;
    this.approvals = approvals;
    this.supervision = supervision;
    this.texts = texts;
  }

  /** Fills the model and names the template of the page that asks. */
  String show(HttpServletRequest request, HttpServletResponse response, ModelMap page) {
    String basket = current.orNew(request, response);
    TillName name = TillCookie.of(request);
    weights.place(basket, name);
    page.addAttribute("tillName", name == null ? "" : name.value());
    List<String> repriced = editing.takeTodaysPrices(basket);
    if (!repriced.isEmpty()) {
      page.addAttribute(
          "warning", texts.of("checkout.prices-of-today-count", String.join("; ", repriced)));
    }
    BasketView.Shown shown = view.of(basket);
    Typed typed = page.getAttribute(TYPED) instanceof Typed refused ? refused : Typed.NOTHING;
    page.addAttribute(TYPED, typed);
    page.addAttribute("basket", shown);
    page.addAttribute("shortOf", stock.of(basket));
    page.addAttribute("key", Sha256.of(basket));
    // What is in the fields of a line and was refused is not what would be sold.
    page.addAttribute("state", refusesALine(typed, shown) ? "unsaved" : shown.state());
    page.addAttribute("newLine", Ids.next());
    page.addAttribute("newParked", Ids.next());
    page.addAttribute("parked", view.parked());
    page.addAttribute("names", prices.inForce(prices.today()).stream().map(Price::name).toList());
    page.addAttribute("favourites", favourites());
    page.addAttribute("madeUp", prices.isMadeUp());
    page.addAttribute("currency", till.currency());
    page.addAttribute("units", Unit.values());
    page.addAttribute("clerk", users.present());
    page.addAttribute("clerks", users.others());
    String approval = approvals.needed(basket);
    page.addAttribute("approval", approval);
    page.addAttribute("supervisors", approval == null ? List.of() : supervision.supervisors());
    BasketPage asking = BasketPage.of(request);
    page.addAttribute("at", asking);
    return asking.template();
  }

  /**
   * Goods that one touch puts into the basket.
   *
   * @param line the id of the line that it makes
   * @param price such as {@code 2.99 EUR / kg}
   */
  record Favourite(
      String name, Unit unit, String price, String line, KindPictures.Picture picture) {}

  private List<Favourite> favourites() {
    return favourites.today().stream()
        .map(
            price ->
                new Favourite(
                    price.name(),
                    price.unit(),
                    till.text(price.amount()) + " / " + texts.word(price.unit()),
                    Ids.next(),
                    pictures.of(price.name())))
        .toList();
  }

  private static boolean refusesALine(Typed typed, BasketView.Shown basket) {
    return basket.lines().stream()
        .anyMatch(
            line -> LINE_FIELDS.stream().anyMatch(field -> typed.fault(field + line.id()) != null));
  }
}
