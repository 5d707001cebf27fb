"""Lists of names that synthetic people and places are drawn from: common in the region, nobody's in particular."""


def _names(text: str) -> tuple[str, ...]:
    return tuple(" ".join(name.split()) for name in text.split(","))


WOMEN = _names(
    """
    Ana, Adriana, Alejandra, Alicia, Andrea, Ángela, Beatriz, Blanca, Carmen, Carolina, Catalina, Cecilia,
    Clara, Claudia, Cristina, Daniela, Diana, Dora, Elena, Elsa, Esperanza, Estela, Eva, Fátima, Gabriela,
    Gloria, Graciela, Inés, Irene, Isabel, Jimena, Juana, Julia, Karla, Laura, Leticia, Lidia, Lorena, Lucía,
    Luz, Marcela, Margarita, María, Marina, Marta, Mercedes, Mónica, Natalia, Nora, Olga, Patricia, Paula,
    Pilar, Raquel, Reina, Rosa, Rosario, Sandra, Silvia, Sofía, Sonia, Teresa, Valeria, Verónica, Victoria
    """
)
MEN = _names(
    """
    Adrián, Alberto, Alejandro, Alfredo, Álvaro, Andrés, Ángel, Antonio, Armando, Arturo, Benito, Camilo,
    Carlos, César, Daniel, David, Diego, Eduardo, Emilio, Enrique, Ernesto, Esteban, Felipe, Fernando,
    Francisco, Gabriel, Gerardo, Germán, Guillermo, Gustavo, Héctor, Hugo, Ignacio, Iván, Jaime, Javier, Jesús,
    Joaquín, Jorge, José, Juan, Julio, Leonel, Lorenzo, Luis, Manuel, Marcos, Mario, Martín, Mateo, Mauricio,
    Miguel, Nelson, Óscar, Pablo, Pedro, Rafael, Ramón, Raúl, Ricardo, Roberto, Rubén, Samuel, Santiago, Sergio,
    Tomás
    """
)
SURNAMES = _names(
    """
    Acosta, Aguilar, Alvarado, Álvarez, Arias, Ayala, Barrera, Benítez, Bonilla, Cabrera, Calderón, Campos,
    Cárdenas, Castillo, Castro, Chávez, Contreras, Cortés, Cruz, Delgado, Díaz, Domínguez, Espinoza, Estrada,
    Fernández, Figueroa, Flores, Fuentes, Gálvez, García, Gómez, González, Guerrero, Gutiérrez, Guzmán,
    Hernández, Herrera, Jiménez, Juárez, León, López, Luna, Maldonado, Marín, Márquez, Martínez, Medina, Mejía,
    Méndez, Mendoza, Molina, Morales, Moreno, Muñoz, Navarro, Núñez, Orellana, Orozco, Ortega, Ortiz, Pacheco,
    Padilla, Palacios, Peña, Pérez, Pineda, Portillo, Quintero, Ramírez, Ramos, Reyes, Ríos, Rivas, Rivera,
    Robles, Rodríguez, Rojas, Romero, Rosales, Ruiz, Salazar, Salinas, Sánchez, Sandoval, Santos, Solís, Sosa,
    Soto, Suárez, Torres, Trejo, Valdez, Valencia, Vargas, Vásquez, Vega, Velásquez, Vera, Villalobos, Zamora,
    Zelaya, Zúñiga
    """
)
PLACE_STEMS = _names(
    """
    Alto, Bajío, Cerro, Ciénaga, Llano, Loma, Mirador, Paso, Playa, Portal, Vado, Vega, Vereda, Villa
    """
)
PLACE_TAILS = _names(
    """
    de las Garzas, del Roble, del Jocote, de los Almendros, de las Ceibas, del Colibrí, del Guayabo, de las
    Palmas, del Tamarindo, de la Neblina, del Cedro, de los Helechos, de las Orquídeas, del Maguey
    """
)
