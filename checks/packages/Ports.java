import com.fazecast.jSerialComm.SerialPort;

/** Asks the library of serial ports which there are, for which it loads its natives. */
final class Ports {

  private Ports() {}

  public static void main(String[] arguments) {
    System.out.println("serial ports: " + SerialPort.getCommPorts().length);
  }
}
